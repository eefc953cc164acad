package org.refers.training.run;

import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refers.model.finding.FindingLabel;
import org.refers.model.workspace.StudyEntry;
import org.refers.model.workspace.Workspace;
import org.refers.model.workspace.annotation.AnnotationChange;
import org.refers.model.workspace.annotation.Annotations;
import org.refers.training.store.Predictions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A reader judged every study for a finding that the data have no label for. */
class ReadersLabelsTest {

    @TempDir
    private Path folder;

    private TestWorkspace workspace;

    @BeforeEach
    void judge() throws Exception {
        workspace = new TestWorkspace(folder).write(12, 4, 8);
        try (Workspace opened = Workspace.open(workspace.folder())) {
            Annotations annotations = new Annotations(opened, Clock.systemUTC());
            int at = 0;
            for (StudyEntry study : opened.studies()) {
                annotations.make(new AnnotationChange.OfLabel(study.id(), "R1", "scar", FindingLabel.UNKNOWN,
                        at++ % 2 == 0 ? FindingLabel.PRESENT : FindingLabel.ABSENT));
            }
        }
    }

    private FinetuneRequest request(String run, String... settings) {
        FinetuneRequest all = workspace.finetune(run, "random", settings);
        return new FinetuneRequest(all.workspace(), all.run(), "scar", all.init(), 1, all.architecture(), all.recipe(),
                false, all.compute());
    }

    @Test
    void aRunLearnsAndIsTestedOnThemWhereAskedTo() throws Exception {
        RunSummary summary = new RunStarter().run(request("readers", "labels_from=readers", "max_steps=1"), event -> {
        }, () -> false);

        assertEquals(12, summary.test().orElseThrow().trained());
        assertEquals(8, summary.test().orElseThrow().tested());
        Predictions kept = Predictions.read(folder.resolve("readers/predictions/test.csv"));
        assertEquals(4, kept.rows().stream().filter(row -> row.labels().getFirst() == FindingLabel.PRESENT).count());
    }

    @Test
    void withoutBeingAskedARunKnowsThemNot() {
        TrainingException refused = assertThrows(TrainingException.class,
                () -> new RunStarter().run(request("data", "max_steps=1"), event -> {
                }, () -> false));
        assertTrue(refused.sentence().contains("no labels for 'scar'"), refused::sentence);
    }

    @Test
    void thePlanOfARunCountsThem() throws Exception {
        try (Workspace opened = Workspace.open(workspace.folder())) {
            RunData data = RunData.of(request("plan", "labels_from=both"), opened);
            assertEquals(12, data.training().usable());
            assertEquals(8, data.test().usable());
        }
    }
}
