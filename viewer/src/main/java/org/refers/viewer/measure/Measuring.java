package org.refers.viewer.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Point2D;
import org.refers.viewer.measure.Measurement.Kind;

/** Drawing measurements: press, drag, release; an end that is pressed is moved instead. Positions are the radiograph's. */
public final class Measuring {

    private final Runnable changed;
    private List<Measurement> measurements = List.of();
    private Optional<Grip> grip = Optional.empty();

    /** Which end is held, of which line of which measurement, and whether it came with this drag. */
    private record Grip(int measurement, int line, int end, boolean fresh) {
    }

    /** Begins without measurements; {@code changed} is called after each change. */
    public Measuring(Runnable changed) {
        this.changed = changed;
    }

    /** The measurements, the unfinished one last if there is one. */
    public List<Measurement> measurements() {
        return measurements;
    }

    /** Takes other measurements. */
    public void show(List<Measurement> others) {
        grip = Optional.empty();
        set(others);
    }

    /** Takes other finished measurements; the one that is being drawn stays. */
    public void showFinished(List<Measurement> finished) {
        List<Measurement> now = new ArrayList<>(finished);
        unfinished().ifPresent(now::add);
        if (!now.equals(measurements)) {
            show(now);
        }
    }

    private void set(List<Measurement> now) {
        measurements = List.copyOf(now);
        changed.run();
    }

    /** Takes hold of the end nearest to a position, if one is within reach; false if none is. */
    public boolean grab(Point2D at, double reach) {
        double nearest = reach;
        grip = Optional.empty();
        for (int i = 0; i < measurements.size(); i++) {
            List<Segment> lines = measurements.get(i).lines();
            for (int line = 0; line < lines.size(); line++) {
                for (int end = 0; end < 2; end++) {
                    double distance = at.distance(end == 0 ? lines.get(line).from() : lines.get(line).to());
                    if (distance <= nearest) {
                        nearest = distance;
                        grip = Optional.of(new Grip(i, line, end, false));
                    }
                }
            }
        }
        return grip.isPresent();
    }

    /** Begins a line: the second one of an unfinished measurement of this kind, or the first one of a new measurement. */
    public void begin(Kind kind, Point2D at) {
        List<Measurement> now = new ArrayList<>(measurements);
        Segment line = new Segment(at, at);
        Optional<Measurement> open = unfinished();
        if (open.isPresent() && open.get().kind() != kind) {
            now.removeLast();
            open = Optional.empty();
        }
        if (open.isPresent()) {
            now.set(now.size() - 1, open.get().with(line));
        } else {
            now.add(new Measurement(kind, List.of(line)));
        }
        grip = Optional.of(new Grip(now.size() - 1, now.getLast().lines().size() - 1, 1, true));
        set(now);
    }

    private Optional<Measurement> unfinished() {
        return measurements.isEmpty() || measurements.getLast().isComplete()
                ? Optional.empty()
                : Optional.of(measurements.getLast());
    }

    /** Moves the end that is held. */
    public void drag(Point2D to) {
        grip.ifPresent(held -> {
            Measurement measurement = measurements.get(held.measurement());
            Segment line = measurement.lines().get(held.line()).with(held.end(), to);
            List<Measurement> now = new ArrayList<>(measurements);
            now.set(held.measurement(), measurement.with(held.line(), line));
            set(now);
        });
    }

    /** The other end of the line that is held; empty while none is. */
    public Optional<Point2D> anchor() {
        return grip.map(held -> {
            Segment line = measurements.get(held.measurement()).lines().get(held.line());
            return held.end() == 0 ? line.to() : line.from();
        });
    }

    /** Lets go; a new line shorter than some pixels was a slip and goes. */
    public void release(double shortest) {
        Optional<Grip> held = grip;
        grip = Optional.empty();
        boolean slip = held.filter(Grip::fresh)
                .map(one -> measurements.get(one.measurement()).lines().get(one.line()).pixels() < shortest)
                .orElse(false);
        if (slip) {
            dropLastLine();
        }
    }

    private void dropLastLine() {
        List<Measurement> now = new ArrayList<>(measurements);
        Measurement last = now.removeLast();
        if (last.lines().size() > 1) {
            now.add(new Measurement(last.kind(), last.lines().subList(0, last.lines().size() - 1)));
        }
        set(now);
    }

    /** Gives up what is unfinished; false if nothing was. */
    public boolean cancel() {
        boolean open = unfinished().isPresent();
        grip = Optional.empty();
        if (open) {
            removeLast();
        }
        return open;
    }

    /** Removes the measurement made last. */
    public void removeLast() {
        if (!measurements.isEmpty()) {
            grip = Optional.empty();
            set(measurements.subList(0, measurements.size() - 1));
        }
    }
}
