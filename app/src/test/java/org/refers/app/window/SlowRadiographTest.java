package org.refers.app.window;

import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import javafx.scene.control.ProgressBar;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.refers.app.study.RadiographSource;
import org.refers.model.dicom.DecodeWatch;
import org.refers.model.image.RadiographException;
import org.refers.model.image.RadiographReader;
import org.refers.model.study.Radiograph;
import org.refers.viewer.image.RadiographView;
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

/** A radiograph that takes long to decode: what the reader sees meanwhile, and that he can leave it. */
@ExtendWith(ApplicationExtension.class)
class SlowRadiographTest {

    @TempDir
    private static Path shared;

    private final SlowSource source = new SlowSource();
    private WindowFixture window;

    /** Decodes as far as the test lets it; the first radiograph at once. */
    private static final class SlowSource implements RadiographSource {

        private final AtomicInteger left = new AtomicInteger();
        private final AtomicReference<Path> first = new AtomicReference<>();
        private volatile double share = 0.4;

        @Override
        public Radiograph read(Path file) throws RadiographException {
            return RadiographReader.read(file);
        }

        @Override
        public Radiograph read(Path file, DecodeWatch watch) throws RadiographException {
            if (first.compareAndSet(null, file) || file.equals(first.get())) {
                return read(file);
            }
            do {
                if (!watch.goesOn(share)) {
                    left.incrementAndGet();
                    throw new CancellationException("nobody waits");
                }
                LockSupport.parkNanos(10_000_000);
            } while (share < 1);
            return read(file);
        }
    }

    @BeforeAll
    static void makeWorkspace() throws Exception {
        WindowFixture.makeWorkspace(shared, 4);
    }

    @Start
    void start(Stage stage) {
        window = WindowFixture.scripted(stage, source, shared);
    }

    @AfterEach
    void close() {
        source.share = 1;
        window.close();
        WaitForAsyncUtils.clearExceptions();
    }

    @Test
    void aBarTellsTheTimeLeftAndGoingOnLeavesTheRadiograph(FxRobot robot) {
        window.openByMouse(robot, shared.resolve("workspace"));
        RadiographView view = robot.lookup("#radiograph").queryAs(RadiographView.class);
        await("first radiograph", () -> view.radiographProperty().get().isPresent());
        assertFalse(shows(robot, "#decoding"), "what is there at once needs no bar");

        robot.clickOn("#next-study");
        await("bar", () -> shows(robot, "#decoding"));
        ProgressBar bar = robot.lookup("#decoding-bar").queryAs(ProgressBar.class);
        assertEquals(0.4, bar.getProgress(), 1e-6);
        assertTrue(text(robot, "#decoding-words").matches("Decoding the radiograph: 40 %, about \\d+ s left"),
                text(robot, "#decoding-words"));
        assertTrue(view.radiographProperty().get().isEmpty(), "the one before is gone");
        source.share = 0.7;
        await("goes on", () -> bar.getProgress() == 0.7);

        robot.clickOn("#next-study");
        await("left alone", () -> source.left.get() == 1);
        source.share = 1;
        await("the next one", () -> view.radiographProperty().get().isPresent());
        assertFalse(shows(robot, "#decoding"));
        assertEquals(1, source.left.get());
        assertTrue(window.notices.notices().isEmpty(), "leaving is no failure");
    }
}
