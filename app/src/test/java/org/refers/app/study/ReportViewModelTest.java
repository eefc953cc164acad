package org.refers.app.study;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.refers.app.error.ErrorReporter;
import org.refers.app.error.FaultLog;
import org.refers.app.study.ReportViewModel.Alternative;
import org.refers.app.study.ReportViewModel.Reports;
import org.refers.app.task.CurrentThreadTasks;
import org.refers.app.task.EventRelay;
import org.refers.model.finding.Box;
import org.refers.model.study.Report;
import org.refers.model.study.ViewPosition;
import org.refers.model.workspace.RadiographEntry;
import org.refers.model.workspace.Split;
import org.refers.model.workspace.StudyEntry;
import org.refers.viewer.overlay.MapGrid;
import org.refers.viewer.text.Texts;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ReportViewModelTest {

    private static final StudyEntry STUDY = new StudyEntry("S1", "P1", 0, Split.TEST,
            List.of(view("pa", ViewPosition.PA), view("lateral", ViewPosition.LATERAL)),
            Optional.of(new Report("The heart is normal.", "Small left effusion.")));

    private final ReportViewModel model = new ReportViewModel(Texts.english(), new ScriptedStudyEngine(1),
            new CurrentThreadTasks(), new ErrorReporter(new FaultLog(Path.of("target/unused.log")), Texts.english(),
                    new CurrentThreadTasks(), new EventRelay<>(Runnable::run, batch -> {
                    })));

    private static RadiographEntry view(String id, ViewPosition position) {
        return new RadiographEntry(id, Path.of(id + ".png"), position, "DX", 512, 256, "", Map.of(), List.of());
    }

    @BeforeEach
    void showAStudy() {
        model.show(Optional.of(STUDY));
    }

    private Reports shown() {
        return model.reportsProperty().get().orElseThrow();
    }

    private void write() {
        model.setModels(List.of(new ModelEntry("pretrained", Path.of("p"), List.of(), false)));
        model.generate();
    }

    @Test
    void aReportIsWrittenWhenAskedForAndForgottenWithTheStudy() {
        model.generate();
        assertTrue(shown().generated().isEmpty(), "no model, no report");
        assertEquals(2, shown().compared().rows().rows().size(), "the reference alone");

        write();
        assertEquals("The heart is normal. Small right effusion.", shown().generated().orElseThrow().text());
        assertEquals(1, shown().compared().findings().size());
        model.show(Optional.empty());
        assertTrue(model.reportsProperty().get().isEmpty());
        assertTrue(model.alternatives().isEmpty() && model.chosenProperty().get().isEmpty());
    }

    @Test
    void nothingIsWrittenOfAStudyWithoutARadiograph() {
        assertTrue(model.hasRadiographs());
        model.show(Optional.of(new StudyEntry("S2", "P1", 0, Split.TEST, List.of(),
                Optional.of(new Report("Clear lungs.", "")))));
        assertFalse(model.hasRadiographs());
        write();
        assertTrue(shown().generated().isEmpty() && !model.computingProperty().get());
        assertEquals("Clear lungs.", shown().reference());
    }

    @Test
    void anotherOfTheKeptReportsIsComparedInstead() {
        write();
        assertEquals(List.of(1, 2), model.alternatives().stream().map(Alternative::rank).toList());
        model.look(Optional.of(0));
        model.chosenProperty().set(Optional.of(model.alternatives().getLast()));

        assertEquals("The heart is normal. No effusion.", shown().generated().orElseThrow().text());
        assertTrue(model.attentionProperty().get().isEmpty(), "of another report");
        assertEquals(21, ReportPanel.difference(model.alternatives().getFirst().report().text(),
                shown().generated().orElseThrow().text()));
    }

    @Test
    void aTokensAttentionLiesOverTheRadiographsThatWereRead() {
        model.look(Optional.of(1));
        assertTrue(model.attentionProperty().get().isEmpty(), "nothing was written");
        write();
        model.look(Optional.of(1));
        ReportAttention seen = model.attentionProperty().get().orElseThrow();

        assertEquals("heart", seen.words().letters());
        assertEquals("PA 60 %, Lateral 40 %", seen.words().shares());
        assertEquals(0.6, seen.words().greatest(), 1e-6);
        MapGrid first = seen.maps().get("pa");
        assertArrayEquals(new float[]{0, 1, 0, 0}, first.values(), 1e-6f);
        assertEquals(new Box(0, 0, 256, 512), first.area());
        assertEquals(0.1 / 0.6, seen.maps().get("lateral").values()[0], 1e-6, "both on one scale");

        model.look(Optional.of(99));
        assertTrue(model.attentionProperty().get().isEmpty());
    }
}
