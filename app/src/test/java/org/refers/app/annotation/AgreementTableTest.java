package org.refers.app.annotation;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.refers.app.annotation.AgreementViewModel.Matrix;
import org.refers.model.finding.Box;
import org.refers.model.finding.ReaderAgreement;
import org.refers.model.finding.ReaderBox;
import org.refers.viewer.text.Texts;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

@ExtendWith(ApplicationExtension.class)
class AgreementTableTest {

    /** What the panel has. */
    private static final double WIDTH = 288;

    private AgreementTable table;

    @Start
    void start(Stage stage) {
        table = new AgreementTable(Texts.english(), "table", "nothing");
        VBox panel = new VBox(table);
        panel.setMaxWidth(WIDTH);
        stage.setScene(new Scene(panel, WIDTH, 400));
        stage.show();
    }

    private void show(FxRobot robot, int readers, String name) {
        List<ReaderBox> boxes = IntStream.range(0, readers)
                .mapToObj(i -> new ReaderBox(name + (readers > 9 ? "%02d".formatted(i) : i), "Mass",
                        new Box(10 + i, 10, 100, 100)))
                .toList();
        robot.interact(() -> table.show(Optional.of(new Matrix(
                ReaderAgreement.of(List.of(boxes), List.of(boxes.stream().map(ReaderBox::reader).toList())),
                Optional.of(boxes.getFirst().reader())))));
        WaitForAsyncUtils.waitForFxEvents();
    }

    private Set<Node> labels() {
        return table.lookupAll(".label");
    }

    @Test
    void figuresOfTwelveReadersAreWholeAndThePanelKeepsItsWidth(FxRobot robot) {
        show(robot, 12, "Reader of the department ");
        assertTrue(labels().stream().map(Label.class::cast).filter(label -> label.getText().matches("0\\.\\d\\d"))
                .peek(label -> assertEquals(label.getText(), ((Text) label.lookup(".text")).getText()))
                .count() >= 132);
        assertTrue(table.getWidth() <= WIDTH, () -> "wide " + table.getWidth());
        assertTrue(table.minWidth(-1) < WIDTH, () -> "at least " + table.minWidth(-1));
        Label row = (Label) robot.lookup("12  Reader of the department 11").query();
        assertEquals("Reader of the department 11", row.getTooltip().getText(), "a name that is cut is said whole");
        assertTrue(table.getChildren().getFirst() instanceof ScrollPane, "the last column can be reached");
    }

    @Test
    void fewReadersStandThereByName(FxRobot robot) {
        show(robot, 3, "R");
        assertEquals(2, labels().stream().filter(node -> ((Label) node).getText().equals("R2")).count());
    }
}
