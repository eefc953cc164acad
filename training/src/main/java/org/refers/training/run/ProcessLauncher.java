package org.refers.training.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.refers.training.run.RunWire.Answer;

/**
 * Starts each run in a process of its own, which talks in lines of JSON ({@link RunWire}). A fault of the engine then costs
 * that run alone, its device memory is free when it ends, and it goes on to its last step when the program that started it
 * dies: nobody reads its lines then, and its folder holds all of them.
 */
public final class ProcessLauncher implements RunLauncher {

    /** Exit code of a process that the system killed, on Linux and macOS mostly for lack of memory. */
    private static final int KILLED = 137;

    private final List<String> command;
    private final Map<String, String> environment;

    /**
     * Creates a launcher.
     *
     * @param command starts a process that reads a request on its standard input and carries it out
     */
    public ProcessLauncher(List<String> command) {
        this(command, Map.of());
    }

    private ProcessLauncher(List<String> command, Map<String, String> environment) {
        this.command = List.copyOf(command);
        this.environment = Map.copyOf(environment);
    }

    /** The same with variables of the environment set for its processes. */
    public ProcessLauncher with(Map<String, String> variables) {
        return new ProcessLauncher(command, variables);
    }

    @Override
    public RunHandle start(RunRequest request, Consumer<TrainingEvent> events) {
        CompletableFuture<RunSummary> result = new CompletableFuture<>();
        try {
            // What the process prints besides is for its own log; a pipe that nobody empties would halt it.
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
            ChildCommand.prepare(builder.environment());
            builder.environment().putAll(environment);
            Process process = builder.start();
            Lines lines = new Lines(process.outputWriter(StandardCharsets.UTF_8));
            lines.write(RunWire.request(request));
            Thread.ofPlatform().name("run").daemon().start(() -> follow(process, request, events, result));
            return new FutureHandle(() -> lines.write(RunWire.STOP), result, false);
        } catch (IOException impossible) {
            result.completeExceptionally(TrainingException.fault("The run's process could not be started.",
                    impossible));
            return new FutureHandle(() -> {
                // There is nothing to stop.
            }, result, false);
        }
    }

    /** The process's standard input. */
    private record Lines(Writer writer) {

        void write(String line) {
            try {
                writer.write(line + "\n");
                writer.flush();
            } catch (IOException ended) {
                // A process that has ended needs no stop, and tells by its last line or its exit code why.
            }
        }
    }

    private static void follow(Process process, RunRequest request, Consumer<TrainingEvent> events,
            CompletableFuture<RunSummary> result) {
        Optional<Answer> last = Optional.empty();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Optional<Answer> answer = RunWire.answer(line);
                if (answer.isPresent() && answer.get() instanceof Answer.Event(TrainingEvent event)) {
                    events.accept(event);
                } else if (answer.isPresent()) {
                    last = answer;
                }
            }
            complete(result, last, request, process.waitFor());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            result.completeExceptionally(stopped);
        } catch (IOException | UncheckedIOException broken) {
            result.completeExceptionally(TrainingException.fault("The run's process can no longer be heard; it goes on"
                    + " in " + request.run() + ".", broken));
        } catch (RuntimeException watcherFailed) {
            result.completeExceptionally(watcherFailed);
        }
    }

    private static void complete(CompletableFuture<RunSummary> result, Optional<Answer> last, RunRequest request,
            int exitCode) {
        if (last.isPresent() && last.get() instanceof Answer.Summary(RunSummary summary)) {
            result.complete(summary);
        } else if (last.isPresent() && last.get() instanceof Answer.Failure(TrainingException failure)) {
            result.completeExceptionally(failure);
        } else {
            result.completeExceptionally(TrainingException.fault("The process of " + request.run()
                    + " ended by itself (exit code " + exitCode
                    + (exitCode == KILLED
                            ? ": killed, perhaps for lack of memory: a smaller micro_batch_size needs less"
                            : "")
                    + "); " + TrainingException.RESUME + ".", null));
        }
    }
}
