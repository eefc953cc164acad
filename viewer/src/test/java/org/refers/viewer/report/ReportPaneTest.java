package org.refers.viewer.report;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.refers.viewer.overlay.ColourMap;
import org.refers.viewer.overlay.MapLook;
import org.refers.viewer.report.FindingComparison.Verdict;
import org.refers.viewer.text.Texts;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

@ExtendWith(ApplicationExtension.class)
class ReportPaneTest {

    private static final String OURS = "Small left effusion.";

    private ReportPane pane;

    @Start
    void start(Stage stage) {
        pane = new ReportPane(Texts.english(), new SimpleObjectProperty<>(new MapLook(ColourMap.FUCHSIA, 0.5)));
        stage.setScene(new Scene(pane, 900, 300));
        stage.show();
    }

    /** Tokens: Small, le, ft, effusion, and the period. */
    private static ReportPane.Content content(String reference, FindingComparison... findings) {
        return new ReportPane.Content(ReportComparison.of(OURS, reference, sentence -> Map.of()),
                List.of(new TokenPart(0, 5), new TokenPart(6, 8), new TokenPart(8, 10), new TokenPart(11, 19),
                        new TokenPart(19, 20)),
                true, !reference.isEmpty(), List.of(findings));
    }

    private static List<String> words(FxRobot robot, String query) {
        return robot.lookup(query).queryAllAs(Text.class).stream().map(Text::getText).toList();
    }

    @Test
    void differingWordsAndFindingsAreMarkedByWordsToo(FxRobot robot) {
        robot.interact(() -> pane.show(content("Small right effusion.",
                new FindingComparison("Effusion", "left", "right", Verdict.SIDE_DIFFERS),
                new FindingComparison("Mass", "not mentioned", "present", Verdict.MISSING),
                new FindingComparison("Nodule", "present", "not mentioned", Verdict.EXTRA),
                new FindingComparison("Cardiomegaly", "absent", "absent", Verdict.AGREES))));

        assertEquals(List.of("le", "ft", "right "), words(robot, ".report-word-differs"));
        assertEquals(List.of("side differs", "missing", "extra", "agrees"),
                robot.lookup(".report-verdict").queryAllAs(Label.class).stream().map(Label::getText).toList());
        assertEquals("other words", robot.lookup(".verdict-differs").queryAs(Label.class).getText());
    }

    @Test
    void withoutAReferenceNothingIsMarked(FxRobot robot) {
        robot.interact(() -> pane.show(content("")));

        assertTrue(robot.lookup(".report-word-differs").queryAll().isEmpty());
        assertTrue(robot.lookup(".report-verdict").queryAll().isEmpty());
        assertTrue(
                robot.lookup("Research use only. Not for diagnosis.").tryQuery().filter(Node::isVisible).isPresent());
    }

    /** Until a report is generated, half of the pane would be empty and the other half too narrow to read. */
    @Test
    void aReportThatIsNotThereLeavesItsRoomToTheOther(FxRobot robot) {
        String reference = "The cardiac silhouette is mildly enlarged and both costophrenic angles are clear.";
        robot.interact(() -> pane.show(new ReportPane.Content(
                ReportComparison.of("", reference, sentence -> Map.of()), List.of(), false, true, List.of())));
        Set<Label> notes = robot.lookup("#report-grid .row-detail").queryAll();
        assertEquals(List.of("No report was generated for this study yet."),
                notes.stream().map(Label::getText).toList());
        Region sentence = robot.lookup(".report-cell").queryAllAs(Region.class).stream()
                .max(Comparator.comparingDouble(Region::getWidth)).orElseThrow();
        assertTrue(sentence.getWidth() > 600, "of 900 pixels the sentence has " + sentence.getWidth());
        assertFalse(robot.lookup("#report-findings").query().isVisible(), "there is nothing to compare");
    }

    @Test
    void thePointerLooksAtATokenAndAClickKeepsIt(FxRobot robot) {
        robot.interact(() -> pane.show(content("Small right effusion.")));
        Text le = robot.lookup(".report-token").queryAllAs(Text.class).stream()
                .filter(text -> text.getText().equals("le")).findFirst().orElseThrow();

        robot.moveTo(le);
        assertEquals(Optional.of(1), pane.cursor().tokenProperty().get());
        assertEquals(List.of("le"), words(robot, ".report-token-now"));
        robot.moveTo("#report-findings");
        assertEquals(Optional.empty(), pane.cursor().tokenProperty().get());
        robot.clickOn(le).moveTo("#report-findings");
        assertEquals(Optional.of(1), pane.cursor().tokenProperty().get());
        robot.clickOn(le).moveTo("#report-findings");
        assertEquals(Optional.empty(), pane.cursor().tokenProperty().get());
    }

    @Test
    void theKeysGoThroughTheTokens(FxRobot robot) {
        robot.interact(() -> {
            pane.show(content("Small right effusion."));
            robot.lookup("#report-grid").query().requestFocus();
        });
        robot.type(KeyCode.RIGHT, 2);
        assertEquals(List.of("le"), words(robot, ".report-token-now"));
        robot.type(KeyCode.END).type(KeyCode.RIGHT);
        assertEquals(Optional.of(4), pane.cursor().tokenProperty().get());
        robot.type(KeyCode.LEFT).type(KeyCode.HOME).type(KeyCode.LEFT);
        assertEquals(List.of("Small"), words(robot, ".report-token-now"));
        robot.type(KeyCode.ESCAPE);
        assertEquals(Optional.empty(), pane.cursor().tokenProperty().get());
    }

    @Test
    void attentionIsToldWithItsLegend(FxRobot robot) {
        robot.interact(() -> pane.show(content("Small right effusion.")));
        assertFalse(robot.lookup("#attention-legend").query().isVisible());
        robot.interact(() -> pane.showAttention(Optional.of(new AttentionBar.Seen("left", "PA 60 %, lateral 40 %",
                0.0012, 0.031))));

        assertTrue(robot.lookup("#attention-legend").query().isVisible());
        assertEquals("\u201cleft\u201d looked at: PA 60 %, lateral 40 %",
                robot.lookup("#attention-words").queryAs(Label.class).getText());
        assertEquals("3.10 % of the attention, a patch",
                robot.lookup("#attention-greatest").queryAs(Label.class).getText());
        robot.interact(() -> pane.showHint("nothing"));
        assertFalse(robot.lookup("#attention-legend").query().isVisible());
    }
}
