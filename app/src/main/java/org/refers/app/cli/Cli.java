package org.refers.app.cli;

import java.io.PrintWriter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.refers.app.error.FaultLog;
import org.refers.app.machine.DeviceProber;
import org.refers.app.machine.ProbeHere;
import org.refers.model.text.ShownText;
import org.refers.training.run.RunLauncher;
import org.refers.training.run.ThreadLauncher;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Runs one command and turns whatever happens into an exit code and at most one line on standard error: 0 done, 2 bad
 * usage or bad input, 1 a fault of ours or of the machine.
 */
public final class Cli {

    private final Console console;
    private final FaultLog log;
    private final Processes processes;
    private final Workstation workstation;

    /**
     * What the command line starts, in processes of their own or in this one.
     *
     * @param runs starts runs
     * @param prober finds out what the machine can compute on
     * @param viewer measures the viewer
     */
    public record Processes(RunLauncher runs, DeviceProber prober, ViewMeter viewer) {

        /** Without a viewer. */
        public Processes(RunLauncher runs, DeviceProber prober) {
            this(runs, prober, ViewMeter.NONE);
        }
    }

    /** Creates the command line around its surroundings; runs stay in this process. */
    public Cli(Console console, FaultLog log, Workstation workstation) {
        this(console, log, new Processes(new ThreadLauncher(), new ProbeHere()), workstation);
    }

    /** Creates the command line around its surroundings. */
    public Cli(Console console, FaultLog log, Processes processes, Workstation workstation) {
        this.processes = processes;
        this.console = console;
        this.log = log;
        this.workstation = workstation;
    }

    /** Runs the command that the arguments name, or opens the window without any, and returns the exit code. */
    public int run(String... arguments) {
        return arguments.length == 0 ? openWindow() : command(arguments);
    }

    /** Building the table of commands takes half a second, which nobody who clicks on an icon should wait for. */
    private int openWindow() {
        try {
            return workstation.open(Optional.empty(), Optional.empty());
        } catch (StackOverflowError | OutOfMemoryError exhausted) {
            return exhausted(RefersCommand.NAME, exhausted);
        } catch (RuntimeException problem) {
            return failed(problem, RefersCommand.NAME);
        }
    }

    private int command(String... arguments) {
        CommandLine line = RefersCommand.commandLine(console, processes, workstation);
        line.setOut(new PrintWriter(console.out(), true, console.out().charset()));
        line.setErr(new PrintWriter(console.err(), true, console.err().charset()));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setParameterExceptionHandler(this::badUsage);
        line.setExecutionExceptionHandler(
                (problem, failing, parsed) -> failed(problem, failing.getCommandSpec().qualifiedName()));
        try {
            return line.execute(arguments);
        } catch (StackOverflowError | OutOfMemoryError exhausted) {
            return exhausted(line.getCommandSpec().qualifiedName(), exhausted);
        }
    }

    /** Commands that compute tell of missing memory themselves; this is for a file that no bound has stopped. */
    private int exhausted(String command, VirtualMachineError problem) {
        boolean written = log.write(command, problem);
        console.tell("refers ran out of memory; free some, or leave out the file it was reading."
                + (written ? " Details: " + log.file() : ""));
        return 1;
    }

    private int badUsage(ParameterException problem, String[] arguments) {
        String name = problem.getCommandLine().getCommandSpec().qualifiedName();
        console.tell(oneLine(problem.getMessage()) + suggestion(problem) + " See " + name + " --help.");
        return 2;
    }

    private static String suggestion(ParameterException problem) {
        if (problem instanceof UnmatchedArgumentException unmatched && !unmatched.getSuggestions().isEmpty()) {
            return " Did you mean " + String.join(" or ", unmatched.getSuggestions()) + "?";
        }
        String message = String.valueOf(problem.getMessage());
        return message.endsWith(".") || message.endsWith("?") ? "" : ".";
    }

    private int failed(Exception problem, String command) {
        if (problem instanceof CliException told) {
            console.tell(oneLine(told.getMessage()) + (told.exitCode() == 1 ? logged(command, told) : ""));
            return told.exitCode();
        }
        console.tell(command + " stopped by a fault ("
                + problem.getClass().getSimpleName() + ")." + logged(command, problem));
        return 1;
    }

    private String logged(String command, Exception problem) {
        boolean written = log.write(command, problem);
        return written ? " Details: " + log.file() : " The log " + log.file() + " could not be written.";
    }

    private static String oneLine(@Nullable String message) {
        return ShownText.line(String.valueOf(message).replaceAll("\\s*\\R\\s*", " ").strip());
    }
}
