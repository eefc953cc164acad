package org.refers.model.finding;

import java.util.List;

/**
 * What a reader measured.
 *
 * @param reader pseudonym of the reader
 * @param kind what
 * @param lines as many as the kind has; lengths follow from them and the radiograph's calibration
 */
public record ReaderMeasurement(String reader, Kind kind, List<MeasuredLine> lines) {

    /** What is measured. */
    public enum Kind {
        /** One line. */
        DISTANCE(1),
        /** Cardiothoracic ratio: greatest width of the heart, then greatest inner width of the chest. */
        CARDIOTHORACIC_RATIO(2);

        private final int lines;

        Kind(int lines) {
            this.lines = lines;
        }

        /** How many lines it takes. */
        public int lines() {
            return lines;
        }
    }

    /** Creates a finished measurement. */
    public ReaderMeasurement {
        lines = List.copyOf(lines);
        if (lines.size() != kind.lines || reader.isEmpty()) {
            throw new IllegalArgumentException(kind + " of " + lines.size() + " lines");
        }
    }
}
