package org.refers.app.engine;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.refers.app.training.TrainingEngine.RunControl;
import org.refers.training.run.TrainingEvent;
import org.refers.training.run.TrainingEvent.RunFinished;
import org.refers.training.run.TrainingException;
import org.refers.training.store.RunFolder;

/**
 * A run that another process carries out, followed by what it writes into its folder: from its first step to its last, also
 * where the program that started it is gone.
 */
final class RunFollower implements RunControl {

    private static final long PAUSE_MILLISECONDS = 200;
    /** A run that writes faster than it is read is read in pieces of this size. */
    private static final int PIECE = 1 << 20;

    private final Path run;
    private final RunFolders folders;
    private final Consumer<TrainingEvent> events;
    private final StringBuilder begun = new StringBuilder();
    private final AtomicBoolean stopWanted = new AtomicBoolean();
    private final AtomicBoolean released = new AtomicBoolean();
    private long position;
    private boolean started;
    private boolean finished;

    RunFollower(Path run, RunFolders folders, Consumer<TrainingEvent> events) {
        this.run = run;
        this.folders = folders;
        this.events = events;
    }

    /** Only remembers the wish: whoever asks may be the thread of the screen, which writes no files. */
    @Override
    public void stop() {
        stopWanted.set(true);
    }

    @Override
    public void release() {
        released.set(true);
    }

    @Override
    public void await() throws Exception {
        long total = folders.totalSteps(run);
        boolean goesOn = true;
        while (goesOn && !released.get()) {
            // Asked first, read then: what was written before the end is read in any case.
            goesOn = RunFolder.isRunning(run);
            tellStart();
            while (read(total)) {
                // More may be there already.
            }
            if (goesOn && stopWanted.getAndSet(false)) {
                RunFolder.requestStop(run);
            }
            if (goesOn) {
                Thread.sleep(PAUSE_MILLISECONDS);
            }
        }
        if (!finished && !released.get()) {
            throw TrainingException.fault("The run's process ended by itself; resume the run from its last checkpoint.",
                    null);
        }
    }

    /** Where it computes, once it has written that down. */
    private void tellStart() throws IOException {
        if (!started) {
            Optional<TrainingEvent> start = folders.started(run);
            started = start.isPresent();
            start.ifPresent(events);
        }
    }

    private boolean read(long total) throws IOException {
        Path file = run.resolve(RunFolder.METRICS);
        if (!Files.isRegularFile(file)) {
            return false;
        }
        byte[] bytes;
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            bytes = new byte[Math.clamp(in.length() - position, 0, PIECE)];
            in.seek(position);
            in.readFully(bytes);
        }
        position += bytes.length;
        // Lines are ASCII but for names of findings; a character cut in two would be in a line that is not whole yet.
        begun.append(new String(bytes, StandardCharsets.ISO_8859_1));
        for (int end = begun.indexOf("\n"); end >= 0; end = begun.indexOf("\n")) {
            tell(begun.substring(0, end), total);
            begun.delete(0, end + 1);
        }
        return bytes.length > 0;
    }

    private void tell(String line, long total) {
        String text = new String(line.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        Optional<TrainingEvent> event = folders.event(text, total);
        // A run that was resumed has a finished line of each start.
        finished = event.map(RunFinished.class::isInstance).orElse(finished);
        event.ifPresent(events);
    }
}
