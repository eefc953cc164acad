package org.refers.app.window;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Slider;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.TitledPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.TreeView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.refers.app.frame.Screen;
import org.refers.viewer.image.RadiographView;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.refers.app.window.WindowFixture.await;

/** Whatever a mouse reaches, keys reach, and a screen reader can name it: in every room and in the tabs at its side. */
@ExtendWith(ApplicationExtension.class)
class AccessTest {

    private static final int MOST_STOPS = 400;

    /** What a room is made of; what belongs to none of them is its toolbar or its only part. */
    private static final List<String> REGIONS = List.of("study-browser", "hanging", "report-panel", "side");

    @TempDir
    private Path folder;

    private WindowFixture window;

    @Start
    void start(Stage stage) {
        window = WindowFixture.scripted(stage, folder);
    }

    @BeforeEach
    void make() throws Exception {
        WindowFixture.makeWorkspace(folder, 3);
    }

    @AfterEach
    void close() {
        window.close();
        WaitForAsyncUtils.clearExceptions();
    }

    @Test
    void everyRoomIsReachedNamedAndWalkedByKeys(FxRobot robot) {
        List<String> wrong = new ArrayList<>();
        look(robot, "home", wrong);
        window.dialogs.willChoose(folder.resolve("workspace"));
        robot.push(KeyCode.CONTROL, KeyCode.O);
        await("studies", () -> window.workbench.screen() == Screen.STUDIES);
        await("a radiograph", () -> robot.lookup("#radiograph").queryAs(RadiographView.class).radiographProperty().get()
                .isPresent());
        TabPane side = robot.lookup("#side").queryAs(TabPane.class);
        for (int tab = 0; tab < side.getTabs().size(); tab++) {
            int chosen = tab;
            robot.interact(() -> side.getSelectionModel().select(chosen));
            look(robot, "studies, tab " + tab, wrong);
        }
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT3);
        await("data", () -> window.workbench.screen() == Screen.DATA);
        look(robot, "data", wrong);
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT2);
        await("training", () -> window.workbench.screen() == Screen.TRAINING);
        look(robot, "training", wrong);
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT4);
        await("results", () -> robot.lookup("#results").tryQuery().isPresent());
        look(robot, "results", wrong);
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT0);
        await("home", () -> window.workbench.screen() == Screen.WELCOME);
        assertEquals(List.of(), wrong);
    }

    /** Lists what is wrong in a room: nameless controls, controls without focus, and those that Tab never comes to. */
    private void look(FxRobot robot, String room, List<String> wrong) {
        WaitForAsyncUtils.waitForFxEvents();
        List<Node> controls = WaitForAsyncUtils.waitForAsyncFx(10_000, () -> {
            List<Node> found = new ArrayList<>();
            collect(window.stage.getScene().getRoot(), found);
            return found;
        });
        assertTrue(controls.size() > 4, room + " has controls");
        List<Node> walked = walk(robot, controls.getFirst());
        for (Node control : controls) {
            String name = room + ": " + title(control);
            if (!control.isFocusTraversable()) {
                wrong.add(name + " takes no focus");
            } else if (!isPartOfGroup(control, walked) && !walked.contains(control)) {
                wrong.add(name + " is never reached by Tab");
            }
            if (nameOf(control).isBlank()) {
                wrong.add(name + " has no name for a screen reader");
            }
        }
        walked.stream().filter(stop -> "modal".equals(stop.getId()))
                .forEach(stop -> wrong.add(room + ": Tab stops at the place of cards, and nothing shows it"));
        List<Node> stops = controls.stream().filter(walked::contains).toList();
        List<Node> order = walked.stream().filter(stops::contains).toList();
        List<String> expected = Stream.of("navigation", "study-browser", "rest", "hanging", "report-panel", "side")
                .filter(regions(order)::contains).toList();
        if (!regions(order).equals(expected)) {
            wrong.add(room + ": the focus goes through " + regions(order) + " and not " + expected);
        }
    }

    /** Of toggles in a group, and of tabs, one is a stop and arrows go on. */
    private static boolean isPartOfGroup(Node control, List<Node> walked) {
        return control instanceof ToggleButton one && one.getToggleGroup() != null
                && one.getToggleGroup().getToggles().stream().anyMatch(walked::contains);
    }

    private static void collect(Node node, List<Node> found) {
        if (!node.isVisible() || node.isDisabled() || "modal".equals(node.getId())) {
            return;
        }
        boolean control = node instanceof ButtonBase || node instanceof ComboBoxBase<?>
                || node instanceof ChoiceBox<?> || node instanceof TextInputControl || node instanceof Slider
                || node instanceof ListView<?> || node instanceof TableView<?> || node instanceof TreeView<?>
                || node instanceof RadiographView || node.getOnMouseClicked() != null && node.isFocusTraversable();
        if (control) {
            found.add(node);
            return;
        }
        if (node instanceof TabPane tabs) {
            // Its header is a stop of its own; of its pages one is open.
            Optional.ofNullable(tabs.getSelectionModel().getSelectedItem()).map(tab -> tab.getContent())
                    .ifPresent(content -> collect(content, found));
        } else if (node instanceof ScrollPane scroll) {
            Optional.ofNullable(scroll.getContent()).ifPresent(content -> collect(content, found));
        } else if (node instanceof TitledPane titled) {
            found.add(titled);
            if (titled.isExpanded()) {
                collect(titled.getContent(), found);
            }
        } else if (node instanceof Parent parent && !(node instanceof MenuBar)) {
            parent.getChildrenUnmodifiable().forEach(child -> collect(child, found));
        }
    }

    private List<Node> walk(FxRobot robot, Node first) {
        robot.interact(first::requestFocus);
        List<Node> walked = new ArrayList<>();
        for (int i = 0; i < MOST_STOPS; i++) {
            Node owner = WaitForAsyncUtils.waitForAsyncFx(10_000, () -> window.stage.getScene().getFocusOwner());
            if (owner == null || !walked.isEmpty() && owner == walked.getFirst()) {
                break;
            }
            walked.add(owner);
            robot.type(KeyCode.TAB);
        }
        return walked;
    }

    /** The large regions that the walk goes through, each once as long as the focus stays in it. */
    private static List<String> regions(List<Node> order) {
        List<String> regions = new ArrayList<>();
        for (Node node : order) {
            String region = region(node);
            if (regions.isEmpty() || !regions.getLast().equals(region)) {
                regions.add(region);
            }
        }
        return regions;
    }

    private static String region(Node node) {
        String region = "";
        for (Node up = node; up != null; up = up.getParent()) {
            if (up.getStyleClass().contains("navigation")) {
                return "navigation";
            }
            if (up.getId() != null && REGIONS.contains(up.getId())) {
                region = up.getId();
            }
        }
        return region.isEmpty() ? "rest" : region;
    }

    private static String title(Node control) {
        return control.getClass().getSimpleName() + " #" + control.getId() + " " + nameOf(control);
    }

    private static String nameOf(Node control) {
        String own = Objects.requireNonNullElse(control.getAccessibleText(), "");
        if (own.isBlank() && control instanceof Labeled labeled) {
            own = Objects.requireNonNullElse(labeled.getText(), "");
        }
        return own.isBlank() ? labelOf(control).map(Label::getText).orElse("") : own.toLowerCase(Locale.ROOT);
    }

    private static Optional<Label> labelOf(Node control) {
        for (Parent up = control.getParent(); up != null; up = up.getParent()) {
            for (Node near : up.getChildrenUnmodifiable()) {
                if (near instanceof Label label && label.getLabelFor() == control) {
                    return Optional.of(label);
                }
            }
        }
        return Optional.empty();
    }
}
