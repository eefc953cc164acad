package org.refers.app.window;

import atlantafx.base.controls.ModalPane;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.refers.app.cli.SlowSource;
import org.refers.app.frame.Theme;
import org.refers.model.workspace.Workspace;
import org.refers.model.workspace.importer.ImportLook.Problem;
import org.refers.model.workspace.importer.ImportLook.Verdict;
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

/** What an import would do is looked at before it, by mouse and by keys. */
@ExtendWith(ApplicationExtension.class)
class LookTest {

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

    /** Two radiographs that fit, and one trouble of each of several kinds. */
    private Path source() throws Exception {
        Path source = Files.createDirectories(folder.resolve("source"));
        try (Stream<Path> files = Files.walk(shared.resolve("studies"))) {
            List<Path> pictures = files.filter(path -> path.toString().endsWith(".png")).sorted().limit(4).toList();
            Files.copy(pictures.get(0), source.resolve("001.png"));
            Files.copy(pictures.get(1), source.resolve("002.png"));
            Files.copy(pictures.get(2), source.resolve("unlisted.png"));
        }
        Files.writeString(source.resolve("=cut.png"), "no picture");
        Files.writeString(source.resolve("radiographs.csv"), "file,patient,study,Mass,colour\n1.png,p1,s1,1,grey\n"
                + "002.png,p2,s2,0,grey\n=cut.png,p3,s3,0,grey\nnowhere.png,p4,s4,0,grey\n");
        Files.writeString(Files.createDirectories(source.resolve("reports")).resolve("s02.txt"), "Clear lungs.");
        return source;
    }

    @SuppressWarnings("unchecked") // because a look-up by id knows no type of rows
    private static TableView<Verdict> table(FxRobot robot) {
        return robot.lookup("#look-table").queryAs(TableView.class);
    }

    /** As the screen has it once nothing moves any more. */
    private void look(FxRobot robot, Path source) {
        window.dialogs.willChoose(source);
        robot.push(KeyCode.CONTROL, KeyCode.I);
        await("a question", () -> shows(robot, "#answer-look"));
        answersAreWhole(robot);
        robot.interact(() -> robot.lookup("#answer-look").queryButton().fire());
        await("the look", () -> shows(robot, "#look-counts"));
        robot.sleep(500);
        assertTrue(robot.lookup("#modal").queryAs(ModalPane.class).isDisplay(), "the question took the look along");
    }

    @Test
    void aLookWritesNothingAndLeadsToTheImport(FxRobot robot) throws Exception {
        Path source = source();
        look(robot, source);
        assertTrue(
                text(robot, "#look-counts").startsWith("Read as kind csv, it would bring: studies 1, radiographs 1"),
                text(robot, "#look-counts"));
        assertEquals(7, table(robot).getItems().size(), () -> table(robot).getItems().toString());
        assertTrue(table(robot).getItems().stream()
                .anyMatch(row -> row.file().equals("1.png") && row.reason().contains("001.png")));
        robot.interact(() -> {
            @SuppressWarnings("unchecked") // because a look-up by id knows no type of items
            ComboBox<Optional<Problem>> filter = robot.lookup("#look-filter").queryAs(ComboBox.class);
            filter.setValue(Optional.of(Problem.UNLISTED));
        });
        assertEquals(List.of("001.png", "unlisted.png"), table(robot).getItems().stream().map(Verdict::file).toList());

        window.dialogs.willChoose(folder.resolve("table.csv"));
        robot.clickOn("#look-export");
        await("the table", () -> Files.exists(folder.resolve("table.csv")));
        assertEquals(3, Files.readAllLines(folder.resolve("table.csv")).size());

        window.dialogs.willChoose(folder.resolve("new"));
        assertFalse(Files.exists(folder.resolve("new")));
        robot.clickOn("#answer-new");
        await("the report of the import", () -> shows(robot, "#import-report"));
        assertTrue(Files.isRegularFile(folder.resolve("new").resolve(Workspace.FILE_NAME)));
    }

    @Test
    void namesThatASpreadsheetWouldComputeAreGuarded(FxRobot robot) throws Exception {
        look(robot, source());
        window.dialogs.willChoose(folder.resolve("table.csv"));
        robot.clickOn("#look-export");
        await("the table", () -> Files.exists(folder.resolve("table.csv")));
        assertTrue(Files.readString(folder.resolve("table.csv")).contains("\"'=cut.png\",no_picture,"),
                Files.readString(folder.resolve("table.csv")));
    }

    @Test
    void theStopOfALookEndsItAndSaysWhatWasSeen(FxRobot robot) throws Exception {
        window.dialogs.willChoose(SlowSource.make(folder.resolve("slow")));
        robot.push(KeyCode.CONTROL, KeyCode.I);
        await("a question", () -> shows(robot, "#answer-look"));
        robot.clickOn("#answer-look");
        await("some of it", () -> text(robot, "#look-phase").startsWith("Reading radiographs"));
        robot.clickOn("#look-stop");
        await("what was seen", () -> shows(robot, "#look-counts"));
        assertTrue(text(robot, "#look-counts").startsWith("Stopped before the end."), text(robot, "#look-counts"));
        int seen = Integer.parseInt(text(robot, "#look-counts").replaceAll("(?s).*radiographs (\\d+).*", "$1"));
        assertTrue(seen > 0 && seen < SlowSource.FILES, text(robot, "#look-counts"));
        assertFalse(table(robot).getItems().isEmpty(), "what was seen is listed: copies of one picture");
    }

    /** Four long answers are wider than the card was made. */
    private static void answersAreWhole(FxRobot robot) {
        WaitForAsyncUtils.waitForFxEvents();
        for (Button answer : robot.from(robot.lookup("#question")).lookup(".button").queryAllAs(Button.class)) {
            assertTrue(robot.from(answer).lookup(".text").queryAllAs(Text.class).stream()
                    .anyMatch(text -> text.getText().equals(answer.getText())), answer.getText());
        }
    }

    @Test
    void withAWorkspaceOpenTheLookComparesAndEscapeLeavesEverything(FxRobot robot) {
        window.open(robot, shared.resolve("workspace"));
        look(robot, shared.resolve("studies"));
        assertTrue(
                text(robot, "#look-counts")
                        .contains("Against the open workspace: studies 0 new, 0 changed, 4 unchanged"),
                text(robot, "#look-counts"));
        assertTrue(shows(robot, "#answer-add"));
        robot.type(KeyCode.ESCAPE);
        await("no card", () -> !robot.lookup("#modal").queryAs(ModalPane.class).isDisplay());
        assertTrue(text(robot, "#study-count").endsWith("studies: 4"));
    }

    @Test
    void everyRowIsReadableInBothThemesAndSizes(FxRobot robot) throws Exception {
        look(robot, source());
        for (int width : List.of(1280, 1600)) {
            for (Theme theme : Theme.values()) {
                window.resize(robot, width, width * 10 / 16.0);
                robot.interact(() -> theme.dress(window.stage.getScene()));
                keep(robot, "look-" + theme.name().toLowerCase(Locale.ROOT) + "-" + width);
                Label counts = robot.lookup("#look-counts").queryAs(Label.class);
                assertEquals(counts.getText(), ((Text) counts.lookup(".text")).getText(), "the counts are whole");
                assertTrue(robot.lookup("#close-card").query().localToScene(0, 0).getY() < width * 10 / 16.0 - 40);
            }
        }
    }

    /** For whoever wants to see it, who says {@code -Drefers.keep.pictures=true}. */
    private void keep(FxRobot robot, String name) throws IOException {
        if (!Boolean.getBoolean("refers.keep.pictures")) {
            return;
        }
        robot.sleep(500);
        Path pictures = Files.createDirectories(Path.of("target/look"));
        BufferedImage picture = WaitForAsyncUtils.waitForAsyncFx(10_000,
                () -> SwingFXUtils.fromFXImage(window.stage.getScene().snapshot(null), null));
        ImageIO.write(picture, "png", pictures.resolve(name + ".png").toFile());
    }
}
