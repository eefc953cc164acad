package org.refers.app.window;

import java.nio.file.Path;
import java.util.List;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.refers.viewer.image.RadiographView;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.refers.app.window.WindowFixture.await;
import static org.refers.app.window.WindowFixture.shows;

/** What the screen's thread may not do. */
@ExtendWith(ApplicationExtension.class)
class ScreenThreadTest {

    @TempDir
    private static Path shared;

    @TempDir
    private Path folder;

    private WindowFixture window;

    @BeforeAll
    static void makeWorkspace() throws Exception {
        WindowFixture.makeWorkspace(shared, 16);
    }

    @Start
    void start(Stage stage) {
        window = WindowFixture.scripted(stage, folder);
    }

    @AfterEach
    void close() {
        window.close();
    }

    /**
     * Java's own flight recorder sees every file that is read or written, and every call of the database's library and of the
     * decoders, and on which thread. None may be the screen's, whatever a user does.
     */
    @Test
    void noFileDatabaseOrDecoderIsCalledOnTheScreensThread(FxRobot robot) throws Exception {
        Path file = folder.resolve("io.jfr");
        try (Recording recording = new Recording()) {
            for (String event : List.of("jdk.FileRead", "jdk.FileWrite", "jdk.FileForce")) {
                recording.enable(event).withoutThreshold().withStackTrace();
            }
            recording.enable("jdk.MethodTrace").withStackTrace().withoutThreshold().with("filter", String.join(";",
                    "org.sqlite.core.NativeDB", "org.refers.model.image.RadiographReader",
                    "org.refers.model.dicom.DicomReader", "org.refers.model.workspace.Connections"));
            recording.start();
            window.openByMouse(robot, shared.resolve("workspace"));
            RadiographView view = robot.lookup("#radiograph").queryAs(RadiographView.class);
            await("first radiograph", () -> view.radiographProperty().get().isPresent());
            robot.clickOn("#nav-studies").type(KeyCode.N).type(KeyCode.N);
            for (KeyCode layout : List.of(KeyCode.F3, KeyCode.F4, KeyCode.F5, KeyCode.F2)) {
                robot.type(layout).type(KeyCode.N);
            }
            robot.type(KeyCode.DOWN).type(KeyCode.UP).type(KeyCode.RIGHT);
            robot.press(KeyCode.SHIFT).type(KeyCode.C).release(KeyCode.SHIFT).type(KeyCode.N);
            robot.clickOn("#study-filter").write("effusion");
            robot.clickOn("#write-report").clickOn("#nav-training");
            robot.interact(() -> window.workbench.dropped(List.of(shared.resolve("workspace"))));
            robot.interact(window.workbench::showLog);
            await("the log", () -> shows(robot, "#log-text"));
            recording.stop();
            recording.dump(file);
        }
        List<RecordedEvent> all = RecordingFile.readAllEvents(file);
        for (String seen : List.of("org.sqlite.core.NativeDB", "org.refers.model.image.RadiographReader",
                "org.refers.model.workspace.Connections")) {
            assertTrue(all.stream().anyMatch(event -> traced(event).equals(seen)), "the recorder saw " + seen);
        }
        assertTrue(all.stream().anyMatch(event -> ScreenThreadTest.thread(event).startsWith("refers-")),
                "the recorder saw the readers at work");
        List<String> guilty = all.stream().filter(event -> thread(event).equals("JavaFX Application Thread"))
                .filter(event -> !traced(event).isEmpty() || isOurs(event))
                .map(event -> traced(event) + " " + event.getStackTrace().getFrames()).toList();
        assertEquals(List.of(), guilty);
    }

    /** The class whose method was called; empty for other events. */
    private static String traced(RecordedEvent event) {
        return event.getEventType().getName().equals("jdk.MethodTrace")
                ? event.<RecordedMethod>getValue("method").getType().getName()
                : "";
    }

    /** JavaFX itself reads its style sheets, and Java a class where it is first met: which one depends on the tests before. */
    private static boolean isOurs(RecordedEvent event) {
        if (event.getStackTrace() == null) {
            return false;
        }
        List<String> callers = event.getStackTrace().getFrames().stream()
                .map(frame -> frame.getMethod().getType().getName()).toList();
        return callers.stream().noneMatch(name -> name.startsWith("jdk.internal.loader."))
                && callers.stream().anyMatch(name -> name.matches("org\\.(refers\\.(app|model|training)|sqlite)\\..*"));
    }

    private static String thread(RecordedEvent event) {
        return event.getThread() == null ? "" : String.valueOf(event.getThread().getJavaName());
    }
}
