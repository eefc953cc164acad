package org.refers.app.study;

import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Slider;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.refers.app.study.ThresholdMarks.Mark;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

@ExtendWith(ApplicationExtension.class)
class ThresholdMarksTest {

    private final ObjectProperty<List<Mark>> marks = new SimpleObjectProperty<>(List.of());
    private VBox box;
    private Button below;

    @Start
    void start(Stage stage) {
        below = new Button("below");
        below.setMaxWidth(Double.MAX_VALUE);
        box = new VBox(8, new ThresholdMarks(new Slider(0, 1, 0.5), marks), below);
        stage.setScene(new Scene(box, 280, 200));
        stage.show();
    }

    private static Bounds bounds(Node node) {
        return node.localToScene(node.getLayoutBounds());
    }

    /** In the same layout: nothing may ask for a second one. */
    @Test
    void namesThatTouchStandBelowEachOtherAndNothingLiesOverThem(FxRobot robot) {
        robot.interact(() -> {
            marks.set(List.of(new Mark("Tuned", 0.5), new Mark("Otsu", 0.52)));
            box.applyCss();
            box.layout();
        });
        List<Node> names = robot.lookup(".threshold-mark").queryAll().stream().toList();
        assertTrue(bounds(names.getLast()).getMinY() > bounds(names.getFirst()).getMinY() + 10,
                "names over each other");
        names.forEach(name -> assertTrue(bounds(name).getMaxY() <= bounds(below).getMinY(),
                () -> bounds(name) + " lies under " + bounds(below)));
    }

    @Test
    void namesThatAreApartStandInOneLine(FxRobot robot) {
        robot.interact(() -> {
            marks.set(List.of(new Mark("Tuned", 0.1), new Mark("Otsu", 0.9)));
            box.applyCss();
            box.layout();
        });
        List<Node> names = robot.lookup(".threshold-mark").queryAll().stream().toList();
        assertEquals(bounds(names.getFirst()).getMinY(), bounds(names.getLast()).getMinY(), 0.01);
    }
}
