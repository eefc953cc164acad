package org.refers.training.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refers.model.finding.FindingLabel;
import org.refers.model.image.PngWriter;
import org.refers.model.workspace.LabelOrigin;
import org.refers.model.workspace.Split;
import org.refers.model.workspace.Workspace;
import org.refers.model.workspace.importer.ImportProgress;
import org.refers.model.workspace.importer.ImportRequest;
import org.refers.model.workspace.importer.Importers;
import org.refers.training.store.Predictions;

import static org.junit.jupiter.api.Assertions.assertEquals;

class LabelledSideTest {

    @TempDir
    private Path folder;

    private LabelledSide side() throws Exception {
        Path source = Files.createDirectories(folder.resolve("source"));
        StringBuilder table = new StringBuilder("file,patient,split,Mass\n");
        String[] rows = {"train,present", "train,uncertain", "train,", "test,absent", "test,uncertain",
            "validation,absent"};
        for (int i = 0; i < rows.length; i++) {
            PngWriter.writeGrey(source.resolve(i + ".png"), 2, 2, new byte[]{(byte) i, 1, 2, 3});
            table.append(i).append(".png,").append(i).append(',').append(rows[i]).append('\n');
        }
        Files.writeString(source.resolve("radiographs.csv"), table);
        try (Workspace workspace = Workspace.openOrCreate(folder.resolve("workspace"))) {
            Importers.run(ImportRequest.of(source, "csv"), workspace, ImportProgress.NONE);
            return LabelledSide.readAll(workspace, List.of("Mass"), LabelOrigin.DATA, true);
        }
    }

    /** A radiograph whose only label is uncertain is learned from where the policy makes it a label, and never tested on. */
    @Test
    void uncertainLabelsTeachByPolicyAndAreNeverTested() throws Exception {
        LabelledSide all = side();

        assertEquals(1, all.on(Split.TRAIN, UncertainLabels.IGNORE).size());
        assertEquals(2, all.on(Split.TRAIN, UncertainLabels.ONES).size());
        assertEquals(1, all.on(Split.TRAIN, UncertainLabels.ONES).uncertain());
        assertEquals(2, all.on(Split.TRAIN, UncertainLabels.ZEROS).size());
        assertEquals(1, all.on(Split.TEST).size());
        assertEquals(List.of(FindingLabel.ABSENT), all.on(Split.TEST).get(0).labels());
    }

    @Test
    void metricsLeaveUncertainLabelsOut() {
        Predictions.Keys keys = new Predictions.Keys("r", "s", "p", "test");
        Predictions predictions = new Predictions(List.of("Mass"),
                List.of(new Predictions.Row(keys, new double[]{0.5}, List.of(FindingLabel.UNCERTAIN)),
                        new Predictions.Row(keys, new double[]{0.25}, List.of(FindingLabel.PRESENT))));

        assertEquals(1, predictions.scored().get("Mass").size());
        assertEquals(0.25, predictions.scored().get("Mass").scores()[0]);
    }
}
