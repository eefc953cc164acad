package org.refers.viewer.hanging;

import java.util.List;
import java.util.Optional;
import javafx.geometry.Point2D;
import javafx.scene.Scene;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.refers.model.study.Radiograph;
import org.refers.model.study.ViewPosition;
import org.refers.viewer.image.RadiographView;
import org.refers.viewer.image.Radiographs;
import org.refers.viewer.image.ViewCommand;
import org.refers.viewer.measure.Measurement;
import org.refers.viewer.measure.Segment;
import org.refers.viewer.text.Texts;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

@ExtendWith(ApplicationExtension.class)
class HangingPaneTest {

    private final Radiograph small = Radiographs.ramp(200, 300);
    private final Radiograph large = Radiographs.ramp(400, 600);
    private final Radiograph lateral = Radiographs.ramp(300, 300).seenFrom(ViewPosition.LATERAL);
    private HangingPane pane;

    @Start
    void start(Stage stage) {
        pane = new HangingPane(Texts.english());
        pane.setLayout(HangingLayout.FOUR);
        pane.show(0, content("small", small));
        pane.show(1, content("lateral", lateral));
        pane.show(2, content("large", large));
        pane.show(3, PaneContent.empty("There is none."));
        stage.setScene(new Scene(pane, 800, 600));
        stage.show();
    }

    private static PaneContent content(String id, Radiograph radiograph) {
        return new PaneContent(id, id, Optional.of(radiograph), false, Optional.empty(), "");
    }

    private RadiographView view(int number) {
        return pane.views().get(number);
    }

    @Test
    void likeViewsZoomTogetherByTheSameShare(FxRobot robot) {
        double lateralScale = view(1).viewportProperty().get().scale();
        double ratio = view(2).viewportProperty().get().scale() / view(0).viewportProperty().get().scale();
        robot.interact(() -> {
            pane.activate(0);
            view(0).perform(ViewCommand.ZOOM_IN);
            view(0).perform(ViewCommand.PAN_LEFT);
        });
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals(ratio, view(2).viewportProperty().get().scale() / view(0).viewportProperty().get().scale(), 1e-9);
        assertEquals(view(0).viewportProperty().get().imageX(200) / 300,
                view(2).viewportProperty().get().imageX(200) / 600, 0.01, "the same place is in the middle");
        assertEquals(lateralScale, view(1).viewportProperty().get().scale(), "a lateral view is another thing");

        robot.interact(() -> {
            pane.zoomLinkedProperty().set(false);
            view(0).perform(ViewCommand.FIT);
        });
        assertNotEquals(ratio, view(2).viewportProperty().get().scale() / view(0).viewportProperty().get().scale(),
                1e-3);
    }

    @Test
    void greyValuesGoTogetherWhenTheyAreTied(FxRobot robot) {
        robot.interact(() -> view(0).perform(ViewCommand.INVERT));
        assertFalse(view(2).displayProperty().get().inverted());
        robot.interact(() -> {
            pane.windowLinkedProperty().set(true);
            view(0).perform(ViewCommand.INVERT);
            view(0).perform(ViewCommand.WIDER);
        });
        assertTrue(view(1).displayProperty().get().inverted());
        assertTrue(view(2).displayProperty().get().window().width() > 4096);
    }

    @Test
    void aPressMakesAPaneTheActiveOne(FxRobot robot) {
        robot.clickOn(view(1));
        assertEquals(1, pane.activeProperty().get());
        robot.interact(() -> pane.stepPane(-1));
        assertEquals(0, pane.activeProperty().get());
        robot.interact(() -> pane.stepPane(-1));
        assertEquals(3, pane.activeProperty().get());
        robot.interact(() -> pane.setLayout(HangingLayout.PRIOR));
        assertEquals(1, pane.activeProperty().get(), "a pane that is gone is not in use");
    }

    @Test
    void measurementsComeBackWithTheirRadiograph(FxRobot robot) {
        Measurement made = new Measurement(Measurement.Kind.DISTANCE,
                List.of(new Segment(new Point2D(10, 10), new Point2D(60, 10))));
        robot.interact(() -> {
            pane.setMeasured(id -> id.equals("small") ? List.of(made) : List.of());
            pane.show(0, content("other", large));
        });
        assertTrue(view(0).measurements().isEmpty());
        robot.interact(() -> pane.show(0, content("small", small)));
        assertEquals(List.of(made), view(0).measurements());
    }

    @Test
    void whatIsShownAlreadyStaysAsItIs(FxRobot robot) {
        robot.interact(() -> {
            view(0).perform(ViewCommand.INVERT);
            pane.show(0, content("small", small));
        });
        assertTrue(view(0).displayProperty().get().inverted());
        robot.interact(
                () -> pane.show(0, new PaneContent("next", "next", Optional.empty(), true, Optional.empty(), "")));
        assertTrue(view(0).radiographProperty().get().isEmpty(), "nobody reads one patient under the title of another");
        robot.moveTo(view(0)).press(MouseButton.PRIMARY).moveBy(10, 10).release(MouseButton.PRIMARY);
    }
}
