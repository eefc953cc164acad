package org.refers.app.training;

import java.util.Locale;
import org.refers.training.run.TrainingEvent;

/**
 * The figures of a run as words; empty where there is none.
 *
 * @param run name of the run
 * @param device where it computes
 * @param status what it does
 * @param loss last training loss
 * @param learningRate last learning rate
 * @param speed radiographs a second
 * @param timeLeft until its end
 * @param validation last validation
 * @param saved last checkpoint or notice
 */
public record RunFigures(String run, String device, String status, String loss, String learningRate, String speed,
        String timeLeft, String validation, String saved) {

    private static final int MINUTE = 60;
    private static final int HOUR = 3600;

    /** No run. */
    public static final RunFigures NONE = new RunFigures("", "", "", "", "", "", "", "", "");

    RunFigures named(String name) {
        return new RunFigures(name, device, status, loss, learningRate, speed, timeLeft, validation, saved);
    }

    RunFigures on(String where) {
        return new RunFigures(run, where.replace(" with ", ", "), status, loss, learningRate, speed, timeLeft,
                validation,
                saved);
    }

    RunFigures with(String now) {
        return new RunFigures(run, device, now, loss, learningRate, speed, timeLeft, validation, saved);
    }

    RunFigures started(TrainingEvent.RunStarted started, String now) {
        return new RunFigures(started.run(), device, now, loss, learningRate, speed, timeLeft, validation, saved)
                .on(started.device());
    }

    /** The figures of a step; {@code pace} says how many radiographs a second, and of what it waits. */
    RunFigures at(TrainingEvent.StepFinished step, String now, String pace) {
        return new RunFigures(run, device, now, String.format(Locale.ROOT, "%.4f", step.loss()),
                String.format(Locale.ROOT, "%.2e", step.learningRate()),
                pace, duration(step.secondsLeft()), validation,
                saved);
    }

    RunFigures validated(String words) {
        return new RunFigures(run, device, status, loss, learningRate, speed, timeLeft, words, saved);
    }

    RunFigures saved(String words) {
        return new RunFigures(run, device, status, loss, learningRate, speed, timeLeft, validation, words);
    }

    RunFigures ended(String now) {
        return new RunFigures(run, device, now, loss, learningRate, speed, "", validation, saved);
    }

    /** Seconds in words; empty while unknown. */
    static String duration(double seconds) {
        if (!(seconds >= 0)) {
            return "";
        }
        long whole = Math.round(seconds);
        if (whole >= HOUR) {
            return "%d h %02d min".formatted(whole / HOUR, whole % HOUR / MINUTE);
        }
        return whole >= MINUTE
                ? "%d min %02d s".formatted(whole / MINUTE, whole % MINUTE)
                : whole + " s";
    }
}
