package org.refers.model.jpeg2000;

import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

/** Does the parts of some work at once, on the runtime's common threads, one a core. */
final class Parallel {

    private final Progress progress;

    Parallel(Progress progress) {
        this.progress = progress;
    }

    /** One part of the work. */
    interface Part {

        void run(int index) throws Jpeg2000Exception;
    }

    /** Does all parts and returns after the last; after the first that fails, or where nobody waits, no more are begun. */
    void forEach(int count, Part part) throws Jpeg2000Exception {
        if (count == 1) {
            // A stream of a thousand tiles has many such, and handing work over takes longer than doing it.
            part.run(0);
            progress.requireGoingOn();
            return;
        }
        AtomicReference<Jpeg2000Exception> problem = new AtomicReference<>();
        IntStream.range(0, count).parallel().forEach(index -> {
            if (problem.get() != null || progress.isStopped()) {
                return;
            }
            try {
                part.run(index);
            } catch (Jpeg2000Exception damaged) {
                problem.compareAndSet(null, damaged);
            }
        });
        Jpeg2000Exception first = problem.get();
        if (first != null) {
            throw first;
        }
        progress.requireGoingOn();
    }
}
