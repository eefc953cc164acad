package org.refers.training.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Memory and time of a run's process, looked at from outside. Steps are taken in windows; of a window count the median step, the
 * processor time a step, and the memory at its end. The first windows are for warming up: Java compiles, heaps grow.
 */
final class StepSamples {

    private static final int WINDOWS = 100;
    private static final int WARM_UP = 20;
    private static final double MEGABYTE = 1e6;
    private static final long KILOBYTE = 1024;

    private final ProcessHandle process;
    private final int window;
    private final List<Double> inWindow = new ArrayList<>();
    private final List<Double> steps = new ArrayList<>();
    private final List<Double> processor = new ArrayList<>();
    private final List<Double> memory = new ArrayList<>();
    private long last = -1;
    private long lastProcessor;

    StepSamples(ProcessHandle process, int totalSteps) {
        this.process = process;
        this.window = Math.max(1, totalSteps / WINDOWS);
        this.lastProcessor = processorNanos();
    }

    /** Counts a step that has just ended. */
    void step() {
        long now = System.nanoTime();
        if (last >= 0) {
            inWindow.add((now - last) / 1e6);
        }
        last = now;
        if (inWindow.size() >= window) {
            steps.add(Trend.median(array(inWindow)));
            long used = processorNanos();
            processor.add((used - lastProcessor) / 1e6 / window);
            lastProcessor = used;
            resident().ifPresent(memory::add);
            inWindow.clear();
        }
    }

    private long processorNanos() {
        return process.info().totalCpuDuration().map(Duration::toNanos).orElse(0L);
    }

    /** Megabytes of real memory; empty on systems other than Linux. */
    private OptionalDouble resident() {
        try {
            Path status = Path.of("/proc", Long.toString(process.pid()), "status");
            return Files.isReadable(status)
                    ? Files.readAllLines(status).stream().filter(line -> line.startsWith("VmRSS:"))
                            .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) * KILOBYTE / MEGABYTE)
                            .findFirst()
                    : OptionalDouble.empty();
        } catch (IOException ended) {
            return OptionalDouble.empty();
        }
    }

    /** Milliseconds of the median step. */
    double milliseconds() {
        return Trend.median(warm(steps));
    }

    /** How much longer the median step became, as a share. */
    double stepDrift() {
        return Trend.share(warm(steps));
    }

    /** Milliseconds of processor time a step. */
    double processorMilliseconds() {
        return Trend.median(warm(processor));
    }

    /** How much more processor time a step came to take, as a share. */
    double processorDrift() {
        return Trend.share(warm(processor));
    }

    /** Megabytes at the end of the warming up and at the end. */
    OptionalDouble memoryFirst() {
        return memory.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(warm(memory)[0]);
    }

    OptionalDouble memoryLast() {
        return memory.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(memory.getLast());
    }

    /** How much memory grew after the warming up, as a share. */
    OptionalDouble memoryGrowth() {
        return memory.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Trend.share(warm(memory)));
    }

    private static double[] warm(List<Double> figures) {
        double[] all = array(figures);
        return Arrays.copyOfRange(all, Math.min(WARM_UP, Math.max(0, all.length - 1)), all.length);
    }

    private static double[] array(List<Double> figures) {
        return figures.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
