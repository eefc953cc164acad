package org.refers.app.study;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.refers.model.workspace.RadiographEntry;
import org.refers.model.workspace.Split;
import org.refers.model.workspace.StudyEntry;
import org.refers.model.workspace.Workspace;
import org.refers.model.workspace.WorkspaceException;
import org.refers.model.workspace.annotation.Annotations;
import org.refers.model.workspace.cohort.PatientOrder;
import org.refers.model.workspace.cohort.StudyListing;
import org.refers.model.workspace.cohort.StudySearch;

/**
 * The studies of an open workspace, of which only those are read that somebody looks at. All methods take time and are called in
 * the background; any thread may call them.
 */
public final class StudyCatalogue implements AutoCloseable {

    private final Workspace workspace;
    private final StudySearch search;

    private StudyCatalogue(Workspace workspace, StudySearch search) {
        this.workspace = workspace;
        this.search = search;
    }

    /** Opens a workspace, and keeps it open until it is closed. */
    public static StudyCatalogue open(Path folder) throws WorkspaceException {
        Workspace workspace = Workspace.open(folder);
        return new StudyCatalogue(workspace, new StudySearch(workspace));
    }

    /** The workspace's folder. */
    public Path folder() {
        return workspace.folder();
    }

    StudyListing find(String words, PatientOrder order) throws WorkspaceException {
        return search.find(words, order);
    }

    /** Reads what the first filter needs. */
    void prepare() throws WorkspaceException {
        search.prepare();
    }

    List<StudyEntry> read(StudyListing listing, int from, int to) throws WorkspaceException {
        return search.read(listing, from, to);
    }

    OptionalInt position(StudyListing listing, String radiograph) throws WorkspaceException {
        return search.position(listing, radiograph);
    }

    /** All studies of a radiograph's patient, in their order; empty if the radiograph is not in the workspace any more. */
    List<StudyEntry> studiesWith(String radiograph) throws WorkspaceException {
        return search.studiesWith(radiograph);
    }

    /** A study by its key; empty if it is not in the workspace. */
    public Optional<StudyEntry> study(String id) throws WorkspaceException {
        return workspace.study(id);
    }

    /** The file of a radiograph. */
    Optional<Path> file(String radiograph) throws WorkspaceException {
        return workspace.radiograph(radiograph).map(RadiographEntry::file);
    }

    /** The test radiographs that readers boxed. */
    List<RadiographEntry> boxedTests() throws WorkspaceException {
        return workspace.boxedRadiographs(Split.TEST);
    }

    /** What readers draw and say here. */
    Annotations annotations() {
        return new Annotations(workspace, Clock.systemUTC());
    }

    @Override
    public void close() throws WorkspaceException {
        workspace.close();
    }
}
