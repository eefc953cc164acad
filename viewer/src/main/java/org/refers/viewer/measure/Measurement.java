package org.refers.viewer.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.refers.model.study.PixelSpacing;

/**
 * Something measured.
 *
 * @param kind what
 * @param lines the lines drawn so far, in the order in which {@link Kind} names them; one at least
 */
public record Measurement(Kind kind, List<Segment> lines) {

    /** What is measured. */
    public enum Kind {
        /** One line. */
        DISTANCE(1),
        /** Cardiothoracic ratio: greatest width of the heart, then greatest inner width of the chest. */
        RATIO(2);

        private final int lines;

        Kind(int lines) {
            this.lines = lines;
        }
    }

    /** Creates a measurement. */
    public Measurement {
        lines = List.copyOf(lines);
        if (lines.isEmpty() || lines.size() > kind.lines) {
            throw new IllegalArgumentException(kind + " with " + lines.size() + " lines");
        }
    }

    /** Whether nothing is missing. */
    public boolean isComplete() {
        return lines.size() == kind.lines;
    }

    /**
     * The first line's length over the second's; empty for a distance, an unfinished ratio and a second line without length.
     *
     * @param spacing of the radiograph; it matters only where rows and columns have different ones
     */
    public OptionalDouble ratio(Optional<PixelSpacing> spacing) {
        if (kind != Kind.RATIO || !isComplete()) {
            return OptionalDouble.empty();
        }
        double heart = length(lines.get(0), spacing);
        double chest = length(lines.get(1), spacing);
        return chest > 0 ? OptionalDouble.of(heart / chest) : OptionalDouble.empty();
    }

    private static double length(Segment line, Optional<PixelSpacing> spacing) {
        return spacing.map(line::millimetres).orElseGet(line::pixels);
    }

    Measurement with(Segment next) {
        List<Segment> more = new ArrayList<>(lines);
        more.add(next);
        return new Measurement(kind, more);
    }

    Measurement with(int line, Segment changed) {
        List<Segment> now = new ArrayList<>(lines);
        now.set(line, changed);
        return new Measurement(kind, now);
    }
}
