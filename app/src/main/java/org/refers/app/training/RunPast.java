package org.refers.app.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.refers.training.device.MemoryUse;
import org.refers.training.run.TrainingEvent;
import org.refers.viewer.chart.RunCurves;
import org.refers.viewer.chart.StepFigures;

/**
 * What a run told so far: its curves, and of each kind of event the last. Made in the background, since a long run told
 * a million things.
 *
 * @param curves all points
 * @param last the last event of each kind, in the order they came
 */
record RunPast(RunCurves curves, List<TrainingEvent> last) {

    private static final double BYTES = 1e9;

    static RunPast of(List<TrainingEvent> events) {
        RunCurves curves = new RunCurves();
        events.forEach(event -> draw(event, curves));
        return new RunPast(curves, lastOfEach(events));
    }

    /** Of each kind of event the last: what figures in words show. */
    static List<TrainingEvent> lastOfEach(List<TrainingEvent> events) {
        Map<Class<?>, TrainingEvent> last = new LinkedHashMap<>();
        for (TrainingEvent event : events) {
            last.remove(event.getClass());
            last.put(event.getClass(), event);
        }
        return List.copyOf(last.values());
    }

    private static Map<String, Double> gigabytes(MemoryUse memory) {
        Map<String, Double> gigabytes = new LinkedHashMap<>();
        memory.bytes().ifPresent(bytes -> gigabytes.put(RunCurves.IN_USE, bytes / BYTES));
        memory.peak().ifPresent(bytes -> gigabytes.put(RunCurves.PEAK, bytes / BYTES));
        return gigabytes;
    }

    /** Adds what an event tells of curves. */
    static void draw(TrainingEvent event, RunCurves into) {
        if (event instanceof TrainingEvent.StepFinished step) {
            into.addStep(new StepFigures(step.step(), step.loss(), step.terms(), step.learningRate(),
                    step.gradientNorm(), step.imagesPerSecond(), step.waiting(),
                    step.microBatch() > 0 ? step.microBatch() : Double.NaN, gigabytes(step.memory())));
        } else if (event instanceof TrainingEvent.ValidationFinished validation) {
            into.addValidation(validation.step(), validation.loss(), validation.metrics());
        }
    }
}
