package org.refers.app.window;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.refers.app.frame.Theme;
import org.refers.app.prefs.OwnMice;
import org.refers.app.prefs.ViewerPreferences;
import org.refers.viewer.image.Display;
import org.refers.viewer.image.MouseProfile.Action;
import org.refers.viewer.image.RadiographView;
import org.refers.viewer.image.Viewport;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.refers.app.window.WindowFixture.await;
import static org.refers.app.window.WindowFixture.shows;
import static org.refers.app.window.WindowFixture.text;

/** Each button of the mouse and the wheel, changed in the sheet of keys. */
@ExtendWith(ApplicationExtension.class)
class MouseTest {

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private WindowFixture window;

    @Start
    void start(Stage stage) throws Exception {
        if (!Files.exists(shared.resolve("workspace"))) {
            WindowFixture.makeWorkspace(shared, 4);
        }
        window = WindowFixture.scripted(stage, folder);
    }

    @AfterEach
    void close() {
        window.close();
    }

    private ViewerPreferences kept() {
        return window.preferences.now().viewer();
    }

    private RadiographView radiograph(FxRobot robot) {
        window.open(robot, shared.resolve("workspace"));
        RadiographView view = robot.lookup("#radiograph").queryAs(RadiographView.class);
        await("a radiograph", () -> view.radiographProperty().get().isPresent());
        return view;
    }

    private void sheet(FxRobot robot) {
        robot.type(KeyCode.F1);
        await("the sheet", () -> shows(robot, "#shortcuts"));
        robot.sleep(500);
    }

    private void closeSheet(FxRobot robot) {
        robot.interact(() -> robot.lookup("#close-card").queryButton().fire());
        await("no sheet", () -> robot.lookup("#shortcuts").tryQuery().isEmpty());
        robot.sleep(500);
    }

    @SuppressWarnings("unchecked") // because a look-up by id knows no type of items
    private static ComboBox<Action> box(FxRobot robot, String part) {
        return robot.lookup("#mouse-" + part).queryAs(ComboBox.class);
    }

    /** Whether a box shows words whole; the cell by which it measures its list lies in it as well. */
    private static boolean says(FxRobot robot, String box, String words) {
        return robot.from(robot.lookup(box)).lookup(".list-cell .text").queryAllAs(Text.class).stream()
                .anyMatch(text -> text.getText().equals(words));
    }

    private static Viewport dragged(FxRobot robot, RadiographView view, MouseButton button) {
        robot.moveTo(view).press(button).moveBy(50, 30).release(button);
        return view.viewportProperty().get();
    }

    @Test
    void aChangedButtonDoesTheOtherThingAndIsKept(FxRobot robot) {
        RadiographView view = radiograph(robot);
        Display before = view.displayProperty().get();
        Viewport fit = view.viewportProperty().get();
        sheet(robot);
        assertEquals("What this does: Left drag", box(robot, "left").getAccessibleText());
        // By keys alone: from window and level over zoom to pan.
        robot.interact(box(robot, "left")::requestFocus);
        robot.type(KeyCode.DOWN).type(KeyCode.DOWN);
        assertEquals(Map.of("left", "pan"), kept().mouse());
        assertEquals("reading", kept().mouseProfile());
        assertTrue(box(robot, "left").isFocused(), "whoever goes by keys stays where he was");
        closeSheet(robot);

        Viewport panned = dragged(robot, view, MouseButton.PRIMARY);
        assertEquals(before, view.displayProperty().get(), "the left button sets no window any more");
        assertEquals(fit.left() + 50, panned.left(), 1.5);
        MenuButton menu = robot.lookup("#mouse-profile").queryAs(MenuButton.class);
        assertEquals("Own, begun from \u201cReading room\u201d", menu.getItems().getLast().getText());

        sheet(robot);
        robot.interact(() -> robot.lookup("#mouse-reset").queryButton().fire());
        assertEquals(Map.of(), kept().mouse());
        assertTrue(robot.lookup("#mouse-reset").queryButton().isDisabled());
        assertEquals(Action.WINDOW, box(robot, "left").getValue());
        closeSheet(robot);
        dragged(robot, view, MouseButton.PRIMARY);
        assertFalse(before.equals(view.displayProperty().get()), "the left button sets the window again");
        assertEquals(4, menu.getItems().size(), "those that come with the program");
    }

    @Test
    void anActionThatNothingDoesAnyMoreIsTold(FxRobot robot) throws Exception {
        window.resize(robot, 1280, 800);
        radiograph(robot);
        sheet(robot);
        robot.interact(() -> box(robot, "middle").setValue(Action.NONE));
        assertEquals("", text(robot, "#keys-said"), "there are keys");
        assertTrue(says(robot, "#keys-profile", "Own, begun from \u201cReading room\u201d"));
        for (String key : new String[]{"tool-pan", "pan-left"}) {
            robot.interact(() -> {
                robot.lookup("#key-" + key).queryButton().requestFocus();
                robot.lookup("#key-" + key).queryButton().fire();
            });
            robot.type(KeyCode.BACK_SPACE);
        }
        String lost = text(robot, "#keys-said");
        assertTrue(lost.startsWith("No part of the mouse and no key does \u201cPan\u201d any more"), lost);
        keep(robot, "mouse-lost");
        Text shown = (Text) robot.lookup("#keys-said").query().lookup(".text");
        assertEquals(lost, shown.getText().replaceAll("\\s+", " "), "the sentence is there whole");
        robot.interact(() -> box(robot, "right").setValue(Action.PAN));
        assertEquals("", text(robot, "#keys-said"));
    }

    @Test
    void whatPreferencesKeepIsThereTheNextTimeAndWhatIsNotKnownIsTold(FxRobot robot) {
        ViewerPreferences had = kept();
        window.preferences.change(now -> now.with(new ViewerPreferences("ohif",
                Map.of("left", "pan", "wheel", "juggle"), OwnMice.NONE, had.mapOpacity(), had.mapColours(),
                had.hanging(),
                had.lateralLeft(), had.reader(), had.keys())));
        window.close();
        robot.interact(() -> window = WindowFixture.again(window, folder));
        await("a notice", () -> robot.lookup(".notice-info").tryQuery().isPresent());
        assertTrue(robot.lookup(".label").queryAllAs(Label.class).stream()
                .anyMatch(label -> label.getText().contains("(wheel=juggle)")));
        sheet(robot);
        assertEquals(Action.PAN, box(robot, "left").getValue());
        assertEquals(Action.VIEWS, box(robot, "wheel").getValue(), "as OHIF has it");
        assertEquals(Map.of("left", "pan"), kept().mouse());
        closeSheet(robot);
        Viewport fit = radiograph(robot).viewportProperty().get();
        RadiographView view = robot.lookup("#radiograph").queryAs(RadiographView.class);
        assertEquals(fit.left() + 50, dragged(robot, view, MouseButton.PRIMARY).left(), 1.5);
    }

    @Test
    void everyChoiceIsReadableInBothThemes(FxRobot robot) throws Exception {
        window.resize(robot, 1280, 800);
        radiograph(robot);
        sheet(robot);
        robot.interact(() -> box(robot, "left").setValue(Action.PAN));
        robot.interact(() -> box(robot, "wheel").setValue(Action.VIEWS));
        assertReadable(robot, "mouse");
        // Weasis' keys are many; they and the boxes share the column.
        robot.interact(() -> robot.lookup("#keys-profile").queryAs(ComboBox.class).getSelectionModel().select(1));
        assertReadable(robot, "mouse-weasis");
    }

    private void assertReadable(FxRobot robot, String picture) throws IOException {
        for (Theme theme : Theme.values()) {
            robot.interact(() -> theme.dress(window.stage.getScene()));
            keep(robot, picture + "-" + theme.name().toLowerCase(Locale.ROOT));
            for (String part : List.of("left", "right", "middle", "wheel", "ctrl-wheel")) {
                Action does = box(robot, part).getValue();
                assertTrue(says(robot, "#mouse-" + part, box(robot, part).getConverter().toString(does)), part);
            }
            assertTrue(robot.lookup("First radiograph of the study").queryAs(Label.class).getHeight() < 20,
                    "the boxes take the width from the words");
        }
    }

    /** For whoever wants to see it, who says {@code -Drefers.keep.pictures=true}. */
    private void keep(FxRobot robot, String name) throws IOException {
        if (!Boolean.getBoolean("refers.keep.pictures")) {
            return;
        }
        robot.sleep(500);
        Path pictures = Files.createDirectories(Path.of("target/mouse"));
        for (String place : List.of("top", "mouse")) {
            robot.interact(() -> robot.lookup("#shortcuts .scroll-pane").queryAs(ScrollPane.class)
                    .setVvalue(place.equals("top") ? 0 : 1));
            robot.sleep(200);
            BufferedImage picture = WaitForAsyncUtils.waitForAsyncFx(10_000,
                    () -> SwingFXUtils.fromFXImage(window.stage.getScene().snapshot(null), null));
            ImageIO.write(picture, "png", pictures.resolve(name + "-" + place + ".png").toFile());
        }
    }

    @Test
    void anotherProfileTakesTheChangesBack(FxRobot robot) {
        radiograph(robot);
        sheet(robot);
        robot.interact(() -> robot.lookup("#keys-profile").queryAs(ComboBox.class).getSelectionModel().select(1));
        robot.interact(() -> box(robot, "right").setValue(Action.ZOOM));
        assertEquals("weasis", kept().mouseProfile());
        assertEquals(Map.of("right", "zoom"), kept().mouse());
        assertTrue(robot.lookup("#key-next-view").queryButton().getText().contains("\u2192"),
                "the keys stay those of the profile it was begun from");
        Label cap = (Label) robot.lookup("Right drag").query();
        assertTrue(cap.getStyleClass().contains("key-changed"));
        robot.interact(() -> robot.lookup("#keys-profile").queryAs(ComboBox.class).getSelectionModel().select(2));
        assertEquals("ohif", kept().mouseProfile());
        assertEquals(Map.of(), kept().mouse());
    }

    @Test
    void severalProfilesAreKeptByNameAndChosenAgain(FxRobot robot) throws Exception {
        radiograph(robot);
        sheet(robot);
        robot.interact(() -> box(robot, "left").setValue(Action.PAN));
        name(robot, "Left hand");
        robot.type(KeyCode.ENTER);
        assertEquals("Left hand", kept().ownMice().now());
        assertTrue(shows(robot, "#shortcuts"), "Enter in the field does not close the sheet");
        assertTrue(text(robot, "#keys-said").startsWith("\u201cLeft hand\u201d is kept"));
        assertTrue(says(robot, "#keys-profile", "Left hand"));
        robot.interact(() -> box(robot, "wheel").setValue(Action.NONE));
        name(robot, "Trackball");
        robot.interact(() -> robot.lookup("#mouse-save").queryButton().fire());
        robot.interact(() -> box(robot, "wheel").setValue(Action.VIEWS));
        keep(robot, "mouse-named");
        closeSheet(robot);

        window.close();
        robot.interact(() -> window = WindowFixture.again(window, folder));
        assertEquals("Trackball", kept().ownMice().now());
        RadiographView view = radiograph(robot);
        MenuButton menu = robot.lookup("#mouse-profile").queryAs(MenuButton.class);
        assertEquals(List.of("Left hand, begun from \u201cReading room\u201d",
                "Trackball, begun from \u201cReading room\u201d"),
                menu.getItems().subList(4, 6).stream().map(MenuItem::getText).toList());
        Viewport fit = view.viewportProperty().get();
        robot.interact(() -> menu.getItems().get(4).fire());
        sheet(robot);
        assertEquals(Action.NONE, box(robot, "wheel").getValue(), "as it was when the other was begun");
        closeSheet(robot);
        assertEquals(fit.left() + 50, dragged(robot, view, MouseButton.PRIMARY).left(), 1.5);
    }

    @Test
    void anOwnProfileIsRenamedAndTakenOutOfTheList(FxRobot robot) {
        sheet(robot);
        name(robot, "one");
        robot.type(KeyCode.ENTER);
        name(robot, "like weasis");
        robot.interact(() -> robot.lookup("#mouse-rename").queryButton().fire());
        assertEquals("There is a profile \u201clike weasis\u201d already: give another name.",
                text(robot, "#keys-said"));
        name(robot, "two");
        robot.type(KeyCode.ENTER);
        assertEquals(List.of("two"), kept().ownMice().all().stream().map(OwnMice.Mouse::name).toList());
        robot.interact(() -> robot.lookup("#mouse-delete").queryButton().fire());
        assertEquals(List.of(), kept().ownMice().all());
        assertEquals("two", robot.lookup("#mouse-name").queryTextInputControl().getText(), "to save it again");
        assertTrue(robot.lookup("#mouse-name").query().isFocused());
        assertTrue(robot.lookup("#mouse-delete").queryButton().isDisabled());
        assertFalse(robot.lookup("#mouse-save").queryButton().isDisabled());
    }

    private static void name(FxRobot robot, String name) {
        robot.interact(() -> {
            TextInputControl field = robot.lookup("#mouse-name").queryTextInputControl();
            field.requestFocus();
            field.setText(name);
        });
    }
}
