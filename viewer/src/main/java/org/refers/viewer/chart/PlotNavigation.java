package org.refers.viewer.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Where plots that lie under each other look: the steps they show and the step they point at. Needs no toolkit. While
 * nothing was zoomed, the range grows with the run.
 */
final class PlotNavigation {

    /** One press of a key, or one notch of the wheel. */
    private static final double ZOOM = 0.8;

    private static final double MOVE = 0.1;
    /** A hundred presses go over the plot; Page keys take ten at once. */
    private static final double POINT = 0.01;

    private final List<Runnable> listeners = new ArrayList<>();
    private StepRange all = StepRange.upTo(1);
    private Optional<StepRange> zoomed = Optional.empty();
    private OptionalDouble pointer = OptionalDouble.empty();

    /** Hands over what to call when the range or the pointer changed. */
    void onChange(Runnable listener) {
        listeners.add(listener);
    }

    private void announce() {
        listeners.forEach(Runnable::run);
    }

    /** Takes the last step of the runs shown; tells nobody, since whoever knows it draws anyway. */
    void reachTo(double lastStep) {
        all = StepRange.upTo(lastStep);
        zoomed = zoomed.map(range -> range.within(all)).filter(range -> !range.equals(all));
    }

    StepRange range() {
        return zoomed.orElse(all);
    }

    boolean isZoomed() {
        return zoomed.isPresent();
    }

    OptionalDouble pointer() {
        return pointer;
    }

    /** Shows a range, or all steps if that is not less. */
    void show(StepRange range) {
        zoomed = Optional.of(range.within(all)).filter(inside -> !inside.equals(all));
        announce();
    }

    /** Zooms in for positive notches, out for negative ones, about a step. */
    void zoom(double about, double notches) {
        show(range().scaled(about, Math.pow(ZOOM, notches)));
    }

    /** Zooms about the step pointed at, or the middle. */
    void zoom(double notches) {
        zoom(pointer.orElse(range().at(0.5)), notches);
    }

    /** Moves the range by tenths of itself. */
    void move(double tenths) {
        show(range().moved(tenths * MOVE));
    }

    void reset() {
        zoomed = Optional.empty();
        announce();
    }

    void pointAt(OptionalDouble step) {
        if (!pointer.equals(step)) {
            pointer = step;
            announce();
        }
    }

    /** Moves the pointer by hundredths of the range; where there is none it begins in the middle. */
    void movePointer(double hundredths) {
        double from = pointer.orElse(range().at(0.5));
        double to = pointer.isPresent() ? from + hundredths * POINT * range().length() : from;
        pointAt(OptionalDouble.of(Math.clamp(to, range().low(), range().high())));
    }
}
