package org.refers.training.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refers.model.finding.FindingLabel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class PredictionsTest {

    @TempDir
    private Path folder;

    /** Names of findings come from tables of strangers; scores below zero are numbers and stay so. */
    @Test
    void namesThatASpreadsheetWouldComputeComeBackAsTheyWere() throws IOException {
        List<String> findings = List.of("=HYPERLINK(\"x\",\"y\")", "@mass", "line\nbreak, \"quoted\"", "effusion");
        Predictions written = new Predictions(findings, List.of(new Predictions.Row(
                new Predictions.Keys("r1", "s1", "p1", "test"), new double[]{-0.5, 0.25, 1, 0},
                List.of(FindingLabel.PRESENT, FindingLabel.ABSENT, FindingLabel.UNKNOWN, FindingLabel.PRESENT))));
        Path file = folder.resolve("test.csv");
        written.write(file);

        Predictions read = Predictions.read(file);
        assertEquals(findings, read.findings());
        assertEquals(-0.5, read.rows().getFirst().scores()[0]);
        String text = Files.readString(file);
        assertTrue(text.contains("'=HYPERLINK") && text.contains("'@mass") && text.contains(",-0.5,"), text);
        assertTrue(text.lines().noneMatch(line -> line.startsWith("=") || line.contains(",=")), text);
    }

    /** Rows of two columns with one name would be mixed up. */
    @Test
    void aFindingNamedTwiceIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("twice.csv"),
                "radiograph_id,study_id,patient_id,split,mass,mass_label,mass,mass_label\nr,s,p,test,0.1,1,0.2,0\n");
        String message = String
                .valueOf(assertThrows(IllegalArgumentException.class, () -> Predictions.read(file)).getMessage());

        assertTrue(message.contains("twice.csv names a finding twice"), message);
    }
}
