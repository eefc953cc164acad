package org.refers.training.predict;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.refers.model.finding.FindingLabel;
import org.refers.model.workspace.RadiographEntry;
import org.refers.model.workspace.Split;
import org.refers.model.workspace.StudyEntry;
import org.refers.model.workspace.Workspace;
import org.refers.model.workspace.WorkspaceException;
import org.refers.training.data.FindingDataset;
import org.refers.training.data.LabelledRadiograph;
import org.refers.training.data.PictureCache;
import org.refers.training.data.PictureSet;
import org.refers.training.data.RadiographPictures;
import org.refers.training.store.Predictions;

/**
 * A classifier's scores of every radiograph of a workspace, which may be another one than it was trained on. Labels stand
 * beside the scores where the workspace has findings of the same names, case and underscores aside.
 *
 * @param predictions the scores, in the workspace's order
 * @param rejected what was not scored, by pseudonym, with the reason: files that could not be read, and CT slices and the
 *     like that some collections mix in
 */
public record WorkspacePrediction(Predictions predictions, SortedMap<String, String> rejected) {

    /**
     * Scores a workspace.
     *
     * @param split one side, or empty for all studies
     */
    public static WorkspacePrediction of(LoadedClassifier model, Workspace workspace, Optional<Split> split,
            PictureSet.Loading loading) throws WorkspaceException {
        List<StudyEntry> studies = split.isPresent() ? workspace.studies(split.get()) : workspace.studies();
        Map<String, String> splits = new HashMap<>();
        List<LabelledRadiograph> items = new ArrayList<>();
        List<RadiographEntry> radiographs = new ArrayList<>();
        SortedMap<String, String> rejected = new TreeMap<>();
        for (StudyEntry study : studies) {
            splits.put(study.id(), study.split().name().toLowerCase(Locale.ROOT));
            for (RadiographEntry radiograph : study.radiographs()) {
                if (!radiograph.isProjection()) {
                    rejected.put(radiograph.id(), "is no projection radiograph but " + radiograph.modality());
                    continue;
                }
                items.add(LabelledRadiograph.of(study, radiograph, labels(model.findings(), radiograph)));
                radiographs.add(radiograph);
            }
        }
        PictureCache cache = new PictureCache(PictureCache.Place.of(workspace.folder()), new RadiographPictures(),
                model.preprocessing().pictureSize());
        try (PictureSet pictures = PictureSet.load(cache, radiographs, loading)) {
            FindingDataset dataset = new FindingDataset(
                    items.stream().filter(item -> pictures.has(item.id())).toList(), pictures, model.pictureInput());
            Predictions scored = model.predictor().score(dataset, "", loading.stop());
            rejected.putAll(pictures.unreadable());
            return new WorkspacePrediction(withSplits(scored, splits), rejected);
        }
    }

    private static List<FindingLabel> labels(List<String> findings, RadiographEntry radiograph) {
        Map<String, FindingLabel> known = new HashMap<>();
        radiograph.labels().forEach((name, label) -> known.put(plain(name), label));
        return findings.stream().map(name -> known.getOrDefault(plain(name), FindingLabel.UNKNOWN)).toList();
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static Predictions withSplits(Predictions scored, Map<String, String> splits) {
        return new Predictions(scored.findings(), scored.rows().stream()
                .map(row -> new Predictions.Row(
                        new Predictions.Keys(row.keys().radiograph(), row.keys().study(), row.keys().patient(),
                                splits.getOrDefault(row.keys().study(), "none")),
                        row.scores(), row.labels()))
                .toList());
    }
}
