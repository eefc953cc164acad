package org.refers.app.window;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.refers.app.prefs.KeptWindow;
import org.refers.viewer.image.Display;
import org.refers.viewer.image.OwnWindow;
import org.refers.viewer.image.RadiographView;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.refers.app.window.WindowFixture.await;
import static org.refers.app.window.WindowFixture.shows;

/** The menu of display windows, and those of the user's own. */
@ExtendWith(ApplicationExtension.class)
class DisplayWindowTest {

    @TempDir
    Path folder;

    private WindowFixture window;

    @Start
    void start(Stage stage) throws Exception {
        WindowFixture.makeWorkspace(folder, 4);
        window = WindowFixture.scripted(stage, folder);
    }

    @AfterEach
    void close() {
        window.close();
    }

    private static List<MenuItem> menu(FxRobot robot) {
        MenuButton button = robot.lookup("#view-windows").queryAs(MenuButton.class);
        robot.interact(button::show);
        List<MenuItem> items = List.copyOf(button.getItems());
        robot.interact(button::hide);
        return items;
    }

    private static MenuItem item(FxRobot robot, String words) {
        return menu(robot).stream().filter(item -> Objects.toString(item.getText(), "").startsWith(words)).findFirst()
                .orElseThrow();
    }

    private static String said(FxRobot robot) {
        return robot.lookup("#own-windows-said").queryAs(Label.class).getText();
    }

    @Test
    void whatIsSetByDragIsKeptUnderANameAndThereAgainByKeyAndMenu(FxRobot robot) {
        window.open(robot, folder.resolve("workspace"));
        RadiographView view = robot.lookup("#radiograph").queryAs(RadiographView.class);
        await("a radiograph", () -> view.radiographProperty().get().isPresent());
        assertTrue(((RadioMenuItem) menu(robot).getFirst()).isSelected());
        robot.moveTo(view).press(MouseButton.PRIMARY).moveBy(-120, 60).release(MouseButton.PRIMARY);
        Display set = view.displayProperty().get();

        robot.interact(item(robot, "Own windows")::fire);
        await("the windows", () -> shows(robot, "#own-windows-pane"));
        robot.write("Lung").type(KeyCode.ENTER);
        assertEquals("\u201cLung\u201d is kept.", said(robot));
        robot.write("lung").type(KeyCode.ENTER);
        assertEquals("There is a window \u201clung\u201d already: give another name.", said(robot));
        robot.interact(robot.lookup("#own-window-rename").queryButton()::fire);
        assertEquals(List.of("lung"), view.ownWindowsProperty().get().stream().map(OwnWindow::name).toList());
        assertEquals(1, robot.lookup("#own-windows-list").queryAs(ListView.class).getItems().size());
        robot.type(KeyCode.ESCAPE);
        await("no windows", () -> !shows(robot, "#own-windows-pane"));

        List<KeptWindow> kept = window.preferences.now().displayWindows();
        assertEquals(List.of("lung"), kept.stream().map(KeptWindow::name).toList());
        robot.interact(view::requestFocus);
        robot.type(KeyCode.DIGIT1).type(KeyCode.DIGIT4);
        Display back = view.displayProperty().get();
        assertEquals(set.window().center(), back.window().center(), 1e-6);
        assertEquals(set.window().width(), back.window().width(), 1e-6);
        assertTrue(((RadioMenuItem) item(robot, "lung  (4)")).isSelected());
        robot.interact(item(robot, "By histogram")::fire);
        assertTrue(((RadioMenuItem) item(robot, "By histogram")).isSelected());
    }
}
