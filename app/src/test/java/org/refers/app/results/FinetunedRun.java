package org.refers.app.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.refers.model.finding.FindingLabel;
import org.refers.training.store.Predictions;
import org.refers.training.store.Predictions.Keys;
import org.refers.training.store.Predictions.Row;

/** A run folder as a fine-tuning of two findings leaves it, without its network. */
public final class FinetunedRun {

    private FinetunedRun() {
    }

    /** Writes the folder; each radiograph gets a prediction on either side. */
    public static Path make(Path folder, List<String> radiographs) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("config.yaml"), """
                format: 1
                kind: "finetune"
                task: "findings"
                findings: "mass, nodule"
                recipe:
                  max_steps:
                    value: "4"
                """);
        Files.writeString(folder.resolve("metrics.jsonl"), """
                {"event":"step","step":4,"loss":0.5,"terms":{},"learning_rate":0.1}
                {"event":"finished","step":4,"stopped":false,"metrics":{}}
                """);
        table(radiographs, 0.05).write(folder.resolve("predictions/test.csv"));
        table(radiographs, 0).write(folder.resolve("predictions/validation.csv"));
        return folder;
    }

    /**
     * Probabilities rise with the row; of mass each second row has a known label, each third of those is present; of nodule
     * all are absent.
     */
    private static Predictions table(List<String> radiographs, double more) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < radiographs.size(); i++) {
            FindingLabel mass = i % 2 == 1
                    ? FindingLabel.UNKNOWN
                    : i % 3 == 0 ? FindingLabel.PRESENT : FindingLabel.ABSENT;
            double score = more + 0.9 * i / radiographs.size();
            rows.add(new Row(new Keys(radiographs.get(i), "s" + i, "p" + i / 2, "test"), new double[]{score, 0.5},
                    List.of(mass, FindingLabel.ABSENT)));
        }
        return new Predictions(List.of("mass", "nodule"), rows);
    }
}
