package org.refers.training.run;

import java.util.function.LongSupplier;
import org.refers.training.device.FreeMemory;

/**
 * What a run asks of the machine besides its engine; tests put another in its place.
 *
 * @param nanoClock rises by 1e9 a second
 * @param memory how much the machine can still give
 * @param moments hears of every part of the work before it begins
 */
record Machine(LongSupplier nanoClock, FreeMemory memory, Moments moments) {

    /** The machine as it is. */
    static Machine real() {
        return new Machine(System::nanoTime, FreeMemory.ofSystem(), (moment, step, items) -> {
            // Only tests wish to hear.
        });
    }

    /** Where tests let memory run out, time pass, or a folder go. */
    @FunctionalInterface
    interface Moments {

        /**
         * Called before a part of the work.
         *
         * @param step number of the step, from 1
         * @param items of the micro batch; 0 where there is none
         */
        void before(Moment moment, long step, int items);
    }

    /** Parts of a run's work. */
    enum Moment {
        MICRO_BATCH, UPDATE, VALIDATION, LOOK
    }
}
