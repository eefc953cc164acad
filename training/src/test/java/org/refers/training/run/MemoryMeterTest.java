package org.refers.training.run;

import ai.djl.Device;
import java.util.Arrays;
import java.util.Iterator;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.refers.training.device.FreeMemory;
import org.refers.training.device.MemoryUse;

import static org.junit.jupiter.api.Assertions.assertEquals;

class MemoryMeterTest {

    private static final long SECOND = 1_000_000_000L;

    private long now = -7 * SECOND;

    /** A machine that gives these answers, each once. */
    private MemoryMeter meter(MemoryUse... answers) {
        Iterator<MemoryUse> next = Arrays.asList(answers).iterator();
        FreeMemory memory = new FreeMemory() {

            @Override
            public OptionalLong forThisProcess() {
                return OptionalLong.empty();
            }

            @Override
            public OptionalLong on(Device card) {
                return OptionalLong.empty();
            }

            @Override
            public MemoryUse inUse(Device device) {
                return next.next();
            }
        };
        return new MemoryMeter(new Machine(() -> now, memory, (moment, step, items) -> {
        }), Device.cpu());
    }

    private static MemoryUse use(long bytes) {
        return new MemoryUse(OptionalLong.of(bytes), OptionalLong.empty());
    }

    private static MemoryUse use(long bytes, long peak) {
        return new MemoryUse(OptionalLong.of(bytes), OptionalLong.of(peak));
    }

    @Test
    void shortStepsRepeatTheLastAnswer() {
        MemoryMeter meter = meter(use(5, 9), use(6, 10));
        assertEquals(use(5, 9), meter.read());
        now += SECOND / 5;
        assertEquals(use(5, 9), meter.read());
        now += SECOND / 5;
        assertEquals(use(6, 10), meter.read());
    }

    @Test
    void aPeakThatNobodyTellsIsTheMostThatWasSeen() {
        MemoryMeter meter = meter(use(5), use(8), use(6), MemoryUse.UNKNOWN);
        assertEquals(use(5, 5), meter.read());
        now += SECOND;
        assertEquals(use(8, 8), meter.read());
        now += SECOND;
        assertEquals(use(6, 8), meter.read());
        now += SECOND;
        assertEquals(new MemoryUse(OptionalLong.empty(), OptionalLong.of(8)), meter.read());
    }
}
