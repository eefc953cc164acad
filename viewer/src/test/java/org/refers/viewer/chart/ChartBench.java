package org.refers.viewer.chart;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.function.DoubleSupplier;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.refers.viewer.text.Texts;

/**
 * Times a chart that holds runs of a million steps: taking up points, drawing all anew, zooming, pointing. No test, since
 * times depend on the machine; started by hand, see docs/performance.md.
 */
public final class ChartBench {

    private static final int FRAMES = 30;
    private static final Random NOISE = new Random(5);

    private ChartBench() {
    }

    /** Starts the bench; the argument is the number of steps, a million without it. */
    public static void main(String[] arguments) throws Exception {
        int steps = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        Platform.startup(() -> {
        });
        for (int size : new int[]{10_000, steps}) {
            measure(size);
        }
        Platform.exit();
    }

    private static void measure(int steps) throws Exception {
        RunCurves one = new RunCurves();
        RunCurves two = new RunCurves();
        long start = System.nanoTime();
        add(one, 1, steps);
        add(two, 1, steps);
        say(steps, "take up a step", (System.nanoTime() - start) / 2e6 / steps);
        RunChart chart = onScreen(() -> {
            RunChart made = new RunChart(Texts.english());
            Stage stage = new Stage();
            stage.setScene(new Scene(made, 900, 700));
            stage.show();
            return made;
        });
        say(steps, "first picture of two runs", time(chart, () -> chart.show(List.of(new NamedCurves("one", one),
                new NamedCurves("two", two)))));
        int[] last = {steps};
        say(steps, "100 new steps", median(() -> time(chart, () -> {
            add(one, last[0] + 1, last[0] + 100);
            last[0] += 100;
            one.announce();
        })));
        PlotNavigation navigation = chart.navigation();
        int[] notch = {0};
        say(steps, "zoom", median(() -> time(chart, () -> navigation.zoom(steps / 3.0, notch[0]++ < 15 ? 1 : -1))));
        int[] at = {0};
        say(steps, "point", median(() -> time(chart, () -> navigation.movePointer(at[0]++ % 50))));
        say(steps, "frame that changes nothing", median(() -> time(chart, () -> {
        })));
    }

    private static void add(RunCurves curves, int from, int to) {
        for (int step = from; step <= to; step++) {
            double loss = 3 + 20.0 / Math.sqrt(step) + NOISE.nextGaussian() * 0.3;
            curves.addStep(new StepFigures(step, loss, Map.of("language", loss * 0.4, "contrast", loss * 0.6), 1e-3, 2,
                    90, 0.1, 8, Map.of()));
        }
    }

    /** Milliseconds until the change is painted: a snapshot waits for the painting. */
    private static double time(RunChart chart, Runnable change) {
        try {
            return onScreen(() -> {
                long start = System.nanoTime();
                change.run();
                chart.applyCss();
                chart.layout();
                chart.snapshot(null, null);
                return (System.nanoTime() - start) / 1e6;
            });
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static <T> T onScreen(Callable<T> work) throws Exception {
        FutureTask<T> task = new FutureTask<>(work);
        Platform.runLater(task);
        return task.get();
    }

    private static double median(DoubleSupplier once) {
        double[] times = new double[FRAMES];
        for (int i = 0; i < FRAMES; i++) {
            times[i] = once.getAsDouble();
        }
        Arrays.sort(times);
        return times[FRAMES / 2];
    }

    private static void say(int steps, String what, double milliseconds) {
        System.out.printf(Locale.ROOT, "%,10d steps  %-28s %9.4f ms%n", steps, what, milliseconds);
    }
}
