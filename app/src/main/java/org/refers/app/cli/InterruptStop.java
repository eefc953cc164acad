package org.refers.app.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Turns Ctrl-C and a termination signal into a stop that ends normally. The virtual machine answers both by running its
 * shutdown hooks while all threads go on: this hook asks the run to stop, waits until the command is done, and then ends
 * the process with the command's exit code instead of the signal's.
 */
final class InterruptStop implements AutoCloseable {

    /** A step of the largest network on a slow machine, and its checkpoint; after that the process ends anyway. */
    private static final long LONGEST_MINUTES = 30;
    /** Time for the one line on standard error that a failed command still prints. */
    private static final long LAST_WORDS_MILLISECONDS = 500;

    private final CountDownLatch done = new CountDownLatch(1);
    private final AtomicInteger exitCode = new AtomicInteger(1);
    private final Thread hook;

    /** Listens from now on, for a run. */
    InterruptStop(Runnable stop, Console console) {
        this(stop, console, "Stopping after this step, with a checkpoint.");
    }

    /** Listens from now on, and answers with a sentence. */
    InterruptStop(Runnable stop, Console console, String sentence) {
        hook = Thread.ofPlatform().name("interrupt").unstarted(() -> {
            console.tell(sentence);
            stop.run();
            endProcess();
        });
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Tells that the result is printed, so that the process may end with 0. */
    void succeeded() {
        exitCode.set(0);
    }

    private void endProcess() {
        try {
            boolean ended = done.await(LONGEST_MINUTES, TimeUnit.MINUTES);
            if (!ended || exitCode.get() != 0) {
                Thread.sleep(LAST_WORDS_MILLISECONDS);
            }
            Runtime.getRuntime().halt(exitCode.get());
        } catch (InterruptedException impossible) {
            Runtime.getRuntime().halt(1);
        }
    }

    @Override
    public void close() {
        done.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException endingAlready) {
            // The hook runs and ends the process; this thread has nothing left to do.
        }
    }
}
