package org.refers.app.training;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javafx.scene.Scene;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.refers.app.dialog.FileDialogs;
import org.refers.app.error.ErrorReporter;
import org.refers.app.error.FaultLog;
import org.refers.app.error.NoticeBoard;
import org.refers.app.task.CurrentThreadTasks;
import org.refers.app.task.EventRelay;
import org.refers.viewer.chart.NamedCurves;
import org.refers.viewer.chart.RunChart;
import org.refers.viewer.chart.RunChart.Format;
import org.refers.viewer.chart.RunCurves;
import org.refers.viewer.chart.StepFigures;
import org.refers.viewer.text.Texts;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

@ExtendWith(ApplicationExtension.class)
class ChartFilesTest {

    @TempDir
    private Path folder;

    private final NoticeBoard board = new NoticeBoard();
    private RunChart chart;

    @Start
    void start(Stage stage) {
        RunCurves curves = new RunCurves();
        for (int step = 1; step <= 30; step++) {
            curves.addStep(StepFigures.of(step, 1.0 / step, Map.of(), 1e-3));
        }
        chart = new RunChart(Texts.english());
        chart.show(List.of(new NamedCurves("one", curves)));
        stage.setScene(new Scene(chart, 700, 500));
        stage.show();
    }

    private void save(FxRobot robot, Format format, Optional<Path> target) {
        FileDialogs dialogs = new FileDialogs() {
            @Override
            public Optional<Path> chooseFolder(String title) {
                return Optional.empty();
            }

            @Override
            public List<Path> chooseFiles(String title, String kind, List<String> endings) {
                return List.of();
            }

            @Override
            public Optional<Path> chooseFile(String title, String... endings) {
                throw new AssertionError("no file is read");
            }

            @Override
            public Optional<Path> chooseNewFile(String title, String name) {
                return target;
            }

            @Override
            public void open(Path file) {
            }
        };
        CurrentThreadTasks tasks = new CurrentThreadTasks();
        ErrorReporter errors = new ErrorReporter(new FaultLog(folder.resolve("log/refers.log")), Texts.english(), tasks,
                new EventRelay<>(Runnable::run, batch -> batch.forEach(board::put)));
        robot.interact(() -> new ChartFiles(Texts.english(), dialogs, tasks, errors).save(format, "one",
                chart::capture));
        WaitForAsyncUtils.waitForFxEvents();
    }

    private List<String> files() {
        return List.of(folder.toFile().list((parent, name) -> !name.equals("log")));
    }

    @Test
    void allThreeFormsAreWrittenWhole(FxRobot robot) throws Exception {
        Path table = folder.resolve("one.csv");
        save(robot, Format.CSV, Optional.of(table));
        List<String> lines = Files.readAllLines(table);
        assertEquals(1 + 30 + 30, lines.size(), "a header, losses and learning rates");
        assertTrue(lines.get(2).startsWith("one,loss,total,training,2,0.5,"), lines.get(2));

        Path drawing = folder.resolve("one.svg");
        save(robot, Format.SVG, Optional.of(drawing));
        assertTrue(Files.readString(drawing).contains(">Learning rate</text>"));

        Path picture = folder.resolve("one.png");
        save(robot, Format.PNG, Optional.of(picture));
        WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, () -> Files.exists(picture));
        assertTrue(ImageIO.read(picture.toFile()).getWidth() > 1000);
        assertEquals(3, files().size(), "no temporary file is left: " + files());
        assertEquals("The chart was saved: one.csv", board.notices().getFirst().sentence());
    }

    @Test
    void withoutAFileNothingIsWritten(FxRobot robot) {
        save(robot, Format.CSV, Optional.empty());
        assertEquals(List.of(), files());
    }

    @Test
    void aFolderThatIsNotThereIsTold(FxRobot robot) {
        save(robot, Format.SVG, Optional.of(folder.resolve("gone/one.svg")));
        assertTrue(board.notices().getFirst().sentence().startsWith("The chart was not saved"));
        assertFalse(Files.exists(folder.resolve("gone")));
    }
}
