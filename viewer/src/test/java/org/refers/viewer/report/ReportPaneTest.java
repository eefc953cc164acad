package org.refers.viewer.report;

import java.util.List;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.refers.viewer.text.Texts;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

@ExtendWith(ApplicationExtension.class)
class ReportPaneTest {

    private ReportPane pane;

    @Start
    void start(Stage stage) {
        pane = new ReportPane(Texts.english());
        stage.setScene(new Scene(pane, 700, 300));
        stage.show();
    }

    @Test
    void differingWordsAndFindingsAreMarked(FxRobot robot) {
        robot.interact(() -> pane.show("Small left effusion.", "Small right effusion.",
                List.of(new FindingComparison("Effusion", "left", "right", false),
                        new FindingComparison("Cardiomegaly", "absent", "absent", true))));

        assertEquals(2, robot.lookup(".report-word-differs").queryAll().size());
        assertEquals("Effusion: generated left, radiologist right",
                robot.lookup(".chip-differs").queryAs(Label.class).getText());
        assertEquals(1, robot.lookup(".chip-agrees").queryAll().size());
    }

    @Test
    void aReportAloneIsNotMarked(FxRobot robot) {
        robot.interact(() -> pane.show("", "Small right effusion.", List.of()));
        assertTrue(robot.lookup(".report-word-differs").queryAll().isEmpty());
        assertTrue(robot.lookup("No report was generated for this study yet.").tryQuery().isPresent());
    }

    @Test
    void itAlwaysSaysThatItIsNoDiagnosis(FxRobot robot) {
        assertTrue(robot.lookup("#report-hint").query().isVisible());
        assertTrue(robot.lookup("Research use only. Not for diagnosis.").query().isVisible());
        robot.interact(() -> pane.show("A.", "B.", List.of()));
        assertFalse(robot.lookup("#report-hint").query().isVisible());
        assertTrue(robot.lookup("Research use only. Not for diagnosis.").query().isVisible());
    }
}
