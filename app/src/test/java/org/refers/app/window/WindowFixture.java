package org.refers.app.window;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.stage.Stage;
import org.refers.app.Services;
import org.refers.app.Workbench;
import org.refers.app.doctor.MachineCheck;
import org.refers.app.engine.LauncherTrainingEngine;
import org.refers.app.error.ErrorReporter;
import org.refers.app.error.FaultLog;
import org.refers.app.error.Notice;
import org.refers.app.error.NoticeBoard;
import org.refers.app.frame.Screen;
import org.refers.app.prefs.InMemoryPreferences;
import org.refers.app.study.RadiographSource;
import org.refers.app.study.ScriptedStudyEngine;
import org.refers.app.study.StudyEngine;
import org.refers.app.task.EventRelay;
import org.refers.app.task.ThreadedTasks;
import org.refers.app.training.TrainingEngine;
import org.refers.model.image.RadiographReader;
import org.refers.model.workspace.Workspace;
import org.refers.model.workspace.importer.ImportProgress;
import org.refers.model.workspace.importer.ImportRequest;
import org.refers.model.workspace.importer.Importers;
import org.refers.sampledata.SampleRequest;
import org.refers.sampledata.SampleStudies;
import org.refers.training.compute.Compute;
import org.refers.training.run.ThreadLauncher;
import org.refers.viewer.text.Texts;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/** A whole window with the engines a test wants, on a size every test shares. */
final class WindowFixture {

    private static final int PATIENCE_SECONDS = 40;

    final ScriptedDialogs dialogs = new ScriptedDialogs();
    final NoticeBoard notices = new NoticeBoard();
    final InMemoryPreferences preferences;
    final Stage stage;
    final Workbench workbench;
    final ErrorReporter errors;

    private final ThreadedTasks tasks = new ThreadedTasks(EventRelay.toScreen(batch -> batch.forEach(Runnable::run)));

    /** Engines of a window. */
    record Engines(RadiographSource radiographs, StudyEngine studies, TrainingEngine training,
            MachineCheck doctor) {
    }

    WindowFixture(Stage stage, RadiographSource radiographs, StudyEngine studies, TrainingEngine training, Path state) {
        this(stage, new Engines(radiographs, studies, training, MachineCheck.NONE), state, Optional.empty());
    }

    WindowFixture(Stage stage, Engines engines, Path state, Optional<Path> runs) {
        this(stage, engines, state, runs, new InMemoryPreferences());
    }

    private WindowFixture(Stage stage, Engines engines, Path state, Optional<Path> runs,
            InMemoryPreferences preferences) {
        this.stage = stage;
        this.preferences = preferences;
        Texts texts = Texts.english();
        FaultLog log = new FaultLog(state.resolve("refers.log"));
        errors = new ErrorReporter(log, texts, tasks,
                EventRelay.<Notice>toScreen(batch -> batch.forEach(notices::put)));
        Services services = new Services(tasks, errors, notices, log, preferences, dialogs, engines.radiographs(),
                engines.studies(), engines.training());
        workbench = new Workbench(stage, services, texts, runs, engines.doctor());
        Scene scene = new Scene(workbench.view(), 1500, 940);
        workbench.dress(scene);
        stage.setScene(scene);
        // All tests share one stage, and one before may have left it smaller.
        stage.sizeToScene();
        stage.show();
    }

    /** A window over real files and runs in this process, with a model that answers by a script. */
    static WindowFixture scripted(Stage stage, Path state) {
        return scripted(stage, RadiographReader::read, state);
    }

    /** The window as it opens the next time, with the preferences that it kept. */
    static WindowFixture again(WindowFixture before, Path state) {
        return new WindowFixture(before.stage,
                new Engines(RadiographReader::read, new ScriptedStudyEngine(0.9),
                        new LauncherTrainingEngine(new ThreadLauncher(),
                                new Compute("cpu", "1", Path.of("target/window-cache"))),
                        MachineCheck.NONE),
                state, Optional.empty(), before.preferences);
    }

    /** The same over radiographs of the test's own. */
    static WindowFixture scripted(Stage stage, RadiographSource radiographs, Path state) {
        return new WindowFixture(stage, radiographs, new ScriptedStudyEngine(0.9),
                new LauncherTrainingEngine(new ThreadLauncher(),
                        new Compute("cpu", "1", Path.of("target/window-cache"))),
                state);
    }

    /** Makes sample studies and indexes them into {@code workspace}. */
    static void makeWorkspace(Path folder, int studies) throws Exception {
        SampleStudies.write(new SampleRequest(folder.resolve("studies"), studies, 3, 2), (done, total) -> {
        });
        try (Workspace workspace = Workspace.openOrCreate(folder.resolve("workspace"))) {
            Importers.run(ImportRequest.of(folder.resolve("studies"), ImportRequest.AUTO), workspace,
                    ImportProgress.NONE);
        }
    }

    /** Opens a workspace and waits for its studies. */
    void open(FxRobot robot, Path workspace) {
        robot.interact(() -> workbench.openWorkspace(workspace));
        await("the studies", () -> workbench.screen() == Screen.STUDIES);
    }

    /** The same as a user does it on the home screen. */
    void openByMouse(FxRobot robot, Path workspace) {
        dialogs.willChoose(workspace);
        robot.clickOn("#welcome-open");
        await("the studies", () -> workbench.screen() == Screen.STUDIES);
    }

    /** Makes the window as large as a small screen or another one; the next test's window has its usual size again. */
    void resize(FxRobot robot, double width, double height) {
        robot.interact(() -> {
            stage.setWidth(width);
            stage.setHeight(height);
        });
    }

    void close() {
        tasks.close();
    }

    /** Waits on the screen's thread for something to become true. */
    static void await(String what, BooleanSupplier condition) {
        try {
            WaitForAsyncUtils.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS,
                    () -> WaitForAsyncUtils.waitForAsyncFx(PATIENCE_SECONDS * 1000L, condition::getAsBoolean));
        } catch (TimeoutException late) {
            throw new AssertionError("never came: " + what, late);
        }
        WaitForAsyncUtils.waitForFxEvents();
    }

    static boolean shows(FxRobot robot, String query) {
        return robot.lookup(query).tryQuery().filter(Node::isVisible).isPresent();
    }

    static String text(FxRobot robot, String query) {
        return robot.lookup(query).tryQueryAs(Label.class).map(Label::getText).orElse("");
    }
}
