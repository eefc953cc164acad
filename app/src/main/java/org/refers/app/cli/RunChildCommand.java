package org.refers.app.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.refers.training.run.RunHandle;
import org.refers.training.run.RunRequest;
import org.refers.training.run.RunSummary;
import org.refers.training.run.RunWire;
import org.refers.training.run.ThreadLauncher;
import org.refers.training.run.TrainingException;
import picocli.CommandLine.Command;

/**
 * The process of one run: a request on standard input, events on standard output, a line each. Started by the program
 * itself. When standard input ends, whoever started it is gone; the run goes on all the same.
 */
@Command(name = RunChildCommand.NAME, hidden = true, description = "The process of one run; started by the program itself.")
public final class RunChildCommand implements Callable<Integer> {

    /** Its name on the command line. */
    public static final String NAME = "run-child";

    private final Console console;
    private final InputStream in;

    RunChildCommand(Console console, InputStream in) {
        this.console = console;
        this.in = in;
    }

    @Override
    public Integer call() throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        RunHandle handle = new ThreadLauncher().start(request(lines), event -> console.say(RunWire.event(event)));
        Thread.ofPlatform().name("requests").daemon().start(() -> listen(lines, handle));
        try (InterruptStop interrupt = new InterruptStop(handle::stop, console)) {
            RunSummary summary = handle.await();
            console.say(RunWire.summary(summary));
            interrupt.succeeded();
            return 0;
        } catch (TrainingException failed) {
            console.say(RunWire.failure(failed));
            throw failed.kind() == TrainingException.Kind.INPUT
                    ? CliException.badInput(failed.sentence(), failed)
                    : CliException.fault(failed.sentence(), failed);
        }
    }

    private static RunRequest request(BufferedReader lines) throws IOException {
        String line = lines.readLine();
        try {
            return RunWire.request(line == null ? "" : line);
        } catch (IllegalArgumentException notOurs) {
            throw CliException.badInput("refers " + NAME + " is started by the program itself; say refers pretrain or"
                    + " refers finetune.", notOurs);
        }
    }

    private static void listen(BufferedReader lines, RunHandle handle) {
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.equals(RunWire.STOP)) {
                    handle.stop();
                }
            }
        } catch (IOException gone) {
            // Whoever started the run is gone; it goes on.
        }
    }
}
