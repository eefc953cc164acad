package org.refers.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.animation.PauseTransition;
import javafx.application.Application;
import javafx.scene.Scene;
import javafx.stage.Stage;
import javafx.util.Duration;
import org.refers.app.dialog.NativeFileDialogs;
import org.refers.app.doctor.Doctor;
import org.refers.app.engine.LauncherTrainingEngine;
import org.refers.app.engine.ModelStudyEngine;
import org.refers.app.error.ErrorReporter;
import org.refers.app.error.FaultLog;
import org.refers.app.error.Notice;
import org.refers.app.error.NoticeBoard;
import org.refers.app.prefs.FilePreferences;
import org.refers.app.prefs.PreferencesStore;
import org.refers.app.study.FileRadiographs;
import org.refers.app.task.EventRelay;
import org.refers.app.task.ThreadedTasks;
import org.refers.training.compute.Compute;
import org.refers.viewer.text.Texts;

/** The workstation's window as a JavaFX application. Start it by {@link #open}. */
public final class WorkstationWindow extends Application {

    private static final String WORKSPACE = "workspace";
    private static final String RUNS = "runs";

    /** Fits a laptop's screen; the window remembers nothing of larger ones yet. */
    private static final double WIDTH = 1500;
    private static final double HEIGHT = 940;

    /** From the first layout to the first frame, on a slow machine. */
    private static final Duration UNTIL_PAINTED = Duration.seconds(2);

    private final AppFolders folders = AppFolders.ofThisUser();
    private final Texts texts = Texts.english();
    private final ThreadedTasks tasks = new ThreadedTasks(
            EventRelay.toScreen(batch -> batch.forEach(Runnable::run)));
    private final NoticeBoard notices = new NoticeBoard();
    private final FaultLog log = new FaultLog(folders.log());
    private final ErrorReporter errors = new ErrorReporter(log, texts, tasks,
            EventRelay.<Notice>toScreen(batch -> batch.forEach(notices::put)));
    private Optional<PreferencesStore> preferences = Optional.empty();

    /** Creates the application; JavaFX calls it. */
    public WorkstationWindow() {
    }

    /**
     * Opens the window and returns when it is closed.
     *
     * @param workspace folder of a workspace to open at once
     * @param runs folder of runs, where it is not {@code runs} in the workspace
     */
    public static void open(Optional<Path> workspace, Optional<Path> runs) {
        List<String> arguments = new ArrayList<>();
        workspace.ifPresent(folder -> arguments.add("--" + WORKSPACE + "=" + folder.toAbsolutePath()));
        runs.ifPresent(folder -> arguments.add("--" + RUNS + "=" + folder.toAbsolutePath()));
        launch(WorkstationWindow.class, arguments.toArray(String[]::new));
    }

    /** Reads the preferences on JavaFX's launcher thread, so that no file is touched on the screen's. */
    @Override
    public void init() {
        preferences = Optional.of(new FilePreferences(folders.settings().resolve("preferences.json"), tasks,
                problem -> errors.report("doing.prefs", problem)));
        Thread.setDefaultUncaughtExceptionHandler((thread, problem) -> errors.report("doing.unknown", problem));
    }

    @Override
    public void start(Stage stage) {
        Compute compute = new Compute("auto", "auto", folders.cache());
        Services services = new Services(tasks, errors, notices, log, preferences.orElseThrow(),
                new NativeFileDialogs(stage, getHostServices()), new FileRadiographs(),
                new ModelStudyEngine(compute, texts),
                new LauncherTrainingEngine(Launcher.runs(), compute));
        Workbench workbench = new Workbench(stage, services, texts, parameter(RUNS),
                new Doctor(Launcher.prober()).forRuns(compute));
        show(stage, workbench, texts);
        errors.tellOfNativeFault();
        lookLater(workbench, parameter(WORKSPACE).isEmpty());
        parameter(WORKSPACE).ifPresent(workbench::openWorkspace);
    }

    /** Drivers and the doctor's process take time: the window is painted first. */
    private static void lookLater(Workbench workbench, boolean greets) {
        PauseTransition painted = new PauseTransition(UNTIL_PAINTED);
        painted.setOnFinished(over -> {
            workbench.lookAtDevice();
            if (greets) {
                workbench.greet();
            }
        });
        painted.play();
    }

    /** Puts a workbench into a window with the program's theme. */
    static void show(Stage stage, Workbench workbench, Texts texts) {
        Scene scene = new Scene(workbench.view(), WIDTH, HEIGHT);
        workbench.dress(scene);
        stage.setTitle(texts.get("app.name"));
        stage.setMinWidth(1100);
        stage.setMinHeight(700);
        stage.setScene(scene);
        stage.show();
    }

    @Override
    public void stop() {
        tasks.close();
    }

    private Optional<Path> parameter(String name) {
        return Optional.ofNullable(getParameters().getNamed().get(name)).map(Path::of);
    }
}
