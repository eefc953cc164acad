package org.refers.app.study;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.refers.model.finding.ActivationMap;
import org.refers.model.finding.InputGeometry;
import org.refers.model.finding.MapKind;
import org.refers.model.workspace.StudyEntry;
import org.refers.training.explain.Explanation;
import org.refers.viewer.report.FindingComparison;

/** Explains every radiograph as one of 512 x 512 pixels with one bump, and writes one report. */
public final class ScriptedStudyEngine implements StudyEngine {

    private final double probability;

    /** Creates an engine that is this sure of everything. */
    public ScriptedStudyEngine(double probability) {
        this.probability = probability;
    }

    @Override
    public List<ModelEntry> models(Path runs) {
        return List.of(new ModelEntry("tuned", runs.resolve("tuned"), List.of("cardiomegaly", "mass"), true),
                new ModelEntry("untried", runs.resolve("untried"), List.of("cardiomegaly", "mass"), false),
                new ModelEntry("pretrained", runs.resolve("pretrained"), List.of(), false));
    }

    /** An 8 x 8 map that falls off from its column 4, row 4; boxes of higher cuts lie inside those of lower ones. */
    @Override
    public Explanation explain(ModelEntry model, Path file, String finding, Optional<MapKind> kind) {
        float[] values = new float[64];
        for (int i = 0; i < 64; i++) {
            values[i] = (float) Math.exp(-0.15 * (Math.pow(i % 8 - 4, 2) + Math.pow(i / 8 - 4, 2)));
        }
        ActivationMap map = new ActivationMap(finding, kind.orElse(MapKind.CAM), 8, values,
                InputGeometry.fullField(SIDE, SIDE, 64), SIDE, SIDE);
        return new Explanation(finding, probability, 0.5, 0.6, true, map.surface());
    }

    /** Side of the radiographs it explains. */
    public static final int SIDE = 512;

    @Override
    public String report(ModelEntry model, StudyEntry study) {
        return "The heart is normal. Small right effusion.";
    }

    @Override
    public List<FindingComparison> compare(String generated, String reference) {
        return List.of(new FindingComparison("Effusion", "right", "left", false));
    }
}
