package org.refers.training.evaluate;

import java.util.List;
import java.util.function.BooleanSupplier;
import org.refers.model.workspace.RadiographEntry;
import org.refers.model.workspace.Split;
import org.refers.model.workspace.StudyEntry;
import org.refers.model.workspace.Workspace;
import org.refers.model.workspace.WorkspaceException;
import org.refers.training.data.PictureCache;
import org.refers.training.data.PictureSet;
import org.refers.training.data.RadiographPictures;

/**
 * One side of a workspace, as evaluations read it.
 *
 * @param workspace the workspace, open
 * @param split which side
 * @param workers threads that decode
 * @param stop asks the evaluation to end early
 */
public record SideData(Workspace workspace, Split split, int workers, BooleanSupplier stop) {

    List<StudyEntry> studies() throws EvaluationException {
        try {
            return workspace.studies(split);
        } catch (WorkspaceException unreadable) {
            throw new EvaluationException("The workspace cannot be read.", unreadable);
        }
    }

    /** Decoded pictures from the workspace's cache, which training has filled already where the size is the same. */
    PictureSet pictures(List<RadiographEntry> radiographs, int side) {
        PictureCache cache = new PictureCache(PictureCache.Place.of(workspace.folder()), new RadiographPictures(),
                side);
        return PictureSet.load(cache, radiographs, new PictureSet.Loading(workers, done -> {
            // Evaluations follow a training that has decoded the pictures: there is little to wait for.
        }, stop));
    }
}
