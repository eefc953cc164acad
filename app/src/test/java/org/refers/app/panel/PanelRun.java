package org.refers.app.panel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.refers.model.finding.ActivationMap;
import org.refers.model.finding.FindingLabel;
import org.refers.model.finding.InputGeometry;
import org.refers.model.finding.MapKind;
import org.refers.model.workspace.StudyEntry;
import org.refers.training.panel.PanelFolder;
import org.refers.training.panel.PanelStep;
import org.refers.training.panel.PanelStudy;

/** Looks at a panel as a run leaves them, without its network. */
public final class PanelRun {

    private PanelRun() {
    }

    /** Maps of the first radiograph of each study: the evidence moves from cell to cell with the step. */
    public static void look(Path run, long step, List<StudyEntry> studies) throws IOException {
        List<PanelStudy> seen = new ArrayList<>();
        for (StudyEntry study : studies) {
            float[] values = new float[16];
            values[(int) step % 16] = 1;
            seen.add(new PanelStudy.Mapped(study.id(), study.radiographs().getFirst().id(), FindingLabel.PRESENT,
                    step / 1000.0, new ActivationMap("mass", MapKind.CAM, 4, values,
                            new InputGeometry(64, 0, 0, 0.75, 0.75), 48, 48)));
        }
        PanelFolder.of(run, PanelFolder.Kind.MAPS).write(new PanelStep(step, seen));
    }

    /** Reports of studies, in words that hold the step. */
    public static void write(Path run, long step, List<StudyEntry> studies) throws IOException {
        List<PanelStudy> seen = new ArrayList<>();
        for (StudyEntry study : studies) {
            seen.add(new PanelStudy.Written(study.id(), List.of(study.radiographs().getFirst().id()),
                    "the heart is " + step + ".", 9, -4.5));
        }
        PanelFolder.of(run, PanelFolder.Kind.REPORTS).write(new PanelStep(step, seen));
    }

    /** A finished fine-tuning with two looks. */
    public static Path make(Path run, List<StudyEntry> studies) throws IOException {
        Files.createDirectories(run);
        Files.writeString(run.resolve("config.yaml"), """
                format: 1
                kind: "finetune"
                task: "findings"
                findings: "mass"
                recipe:
                  max_steps:
                    value: "400"
                """);
        Files.writeString(run.resolve("metrics.jsonl"), """
                {"event":"step","step":400,"loss":0.5,"terms":{},"learning_rate":0.1}
                {"event":"finished","step":400,"stopped":false,"metrics":{}}
                """);
        look(run, 0, studies);
        look(run, 400, studies);
        return run;
    }
}
