package org.refers.training.run;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.refers.training.store.Retention;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What is asked before the first step, and what ends a run that comes apart. */
class SafeguardsTest {

    private static final long GIGABYTE = 1_000_000_000;

    @Test
    void checkpointsThatDoNotFitAreToldBeforeTheFirstStep() {
        Retention two = new Retention(2, 0);
        assertDoesNotThrow(() -> new DiskCheck(4 * GIGABYTE, 0).require(GIGABYTE, two, 1000, 0));
        TrainingException full = assertThrows(TrainingException.class,
                () -> new DiskCheck(4 * GIGABYTE - 1, 0).require(GIGABYTE, two, 1000, 0));
        assertEquals("The run folder's disk has 4.0 GB left, and this run's checkpoints take up to 4.0 GB (4 at once,"
                + " 1.00 GB each); free some space, name a folder on another disk, or lower checkpoint_keep.",
                full.sentence());
        assertDoesNotThrow(() -> new DiskCheck(GIGABYTE, 3 * GIGABYTE).require(GIGABYTE, two, 1000, 0));
    }

    @Test
    void aLimitOnTheDiskCountsTheMilestones() {
        Retention milestones = new Retention(2, 100);
        assertEquals(14, milestones.mostAtOnce(1000));
        DiskCheck vast = new DiskCheck(Long.MAX_VALUE, 0);
        assertDoesNotThrow(() -> vast.require(GIGABYTE, milestones, 1000, 14));
        TrainingException limited = assertThrows(TrainingException.class,
                () -> vast.require(GIGABYTE, milestones, 1000, 13));
        assertTrue(limited.sentence().startsWith("checkpoint_disk_gb allows 13.0 GB, and"), limited::sentence);
    }

    @Test
    void aHealthyRunWithSpikesGoesOn() {
        LossWatch watch = new LossWatch();
        Random random = new Random(3);
        for (int step = 0; step < 5000; step++) {
            double loss = 9 * Math.exp(-step / 500.0) + 0.5 + 0.2 * random.nextGaussian();
            assertFalse(watch.hasDiverged(step % 400 == 399 ? loss + 20 : loss), "at step " + step);
        }
    }

    @Test
    void aRunThatComesApartIsEnded() {
        LossWatch watch = new LossWatch();
        int step = 0;
        while (step < 1000) {
            assertFalse(watch.hasDiverged(9 * Math.exp(-step / 200.0) + 1));
            step++;
        }
        int ended = 0;
        for (; ended == 0 && step < 2000; step++) {
            ended = watch.hasDiverged(40) ? step : 0;
        }
        assertTrue(ended > 1000 && ended < 1050, "ended at " + ended);
    }

    /** Bad from the first step on, and not worse: the rate is too high perhaps, but nothing was lost. */
    @Test
    void aRunThatNeverLearnsGoesOn() {
        LossWatch watch = new LossWatch();
        for (int step = 0; step < 3000; step++) {
            assertFalse(watch.hasDiverged(5));
        }
    }
}
