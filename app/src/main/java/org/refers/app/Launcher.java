package org.refers.app;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.refers.app.bench.ViewBench;
import org.refers.app.cli.Cli;
import org.refers.app.cli.CliException;
import org.refers.app.cli.Console;
import org.refers.app.cli.DoctorChildCommand;
import org.refers.app.cli.RunChildCommand;
import org.refers.app.cli.ViewMeter;
import org.refers.app.engine.ModelStudyEngine;
import org.refers.app.error.FaultLog;
import org.refers.app.error.LibraryLogs;
import org.refers.app.machine.DeviceProber;
import org.refers.app.machine.Libraries;
import org.refers.app.machine.ProbeProcess;
import org.refers.app.machine.ScreenFacts;
import org.refers.training.compute.Compute;
import org.refers.training.run.ChildCommand;
import org.refers.training.run.ProcessLauncher;
import org.refers.training.run.RunLauncher;
import org.refers.viewer.text.Texts;

/**
 * The program's entry. It does not extend {@code javafx.application.Application}, so that a command in a terminal
 * never touches JavaFX.
 */
public final class Launcher {

    private Launcher() {
    }

    /** Runs the command line and ends the process with its exit code. */
    public static void main(String[] arguments) {
        keepLibrariesOffTheNetwork();
        // All texts are English; with another language's decimal commas and buttons beside them they could be misread.
        Locale.setDefault(Locale.ENGLISH);
        LibraryLogs.keepShort();
        Console console = new Console(System.out, System.err);
        FaultLog log = new FaultLog(AppFolders.ofThisUser().log());
        System.exit(
                new Cli(console, log, new Cli.Processes(runs(), prober(), request -> measureView(log, request)),
                        Launcher::openWorkstation).run(arguments));
    }

    /** Each run in a process of its own: it outlives this program, and its faults are its own. */
    static RunLauncher runs() {
        return new ProcessLauncher(ChildCommand.of(Launcher.class.getName(), RunChildCommand.NAME));
    }

    /** Native code of unknown worth is loaded where its faults are its own. */
    static DeviceProber prober() {
        return new ProbeProcess(ChildCommand.of(Launcher.class.getName(), DoctorChildCommand.NAME));
    }

    /** DJL asks a telemetry host as its first class loads unless both switches are set by then. */
    private static void keepLibrariesOffTheNetwork() {
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
    }

    private static int openWorkstation(Optional<Path> workspace, Optional<Path> runs) {
        requireScreen();
        WorkstationWindow.open(workspace, runs);
        return 0;
    }

    private static ViewMeter.Figures measureView(FaultLog log, ViewMeter.Request request) throws Exception {
        if (request.window()) {
            requireScreen();
        }
        Compute compute = new Compute("cpu", "1", AppFolders.ofThisUser().cache());
        return new ViewBench(log, new ModelStudyEngine(compute, Texts.english())).measure(request);
    }

    /** JavaFX's own failure is a page of stack trace; say in one line what the machine lacks. */
    private static void requireScreen() {
        boolean withoutScreen = "Monocle".equals(System.getProperty("glass.platform"));
        Path root = Path.of("/");
        ScreenFacts screen = ScreenFacts.find(root, System.getenv(), System.getProperty("os.name"),
                Libraries.of(root, System.getenv()));
        if (!withoutScreen && !screen.usable()) {
            throw CliException.badInput(screen.words());
        }
    }
}
