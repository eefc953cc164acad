package org.refers.model.dicom.presentation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.refers.model.dicom.structured.FoundBox;
import org.refers.model.finding.MeasuredLine;
import org.refers.model.finding.ReaderMeasurement;

/**
 * Lines over a radiograph and the words beside them.
 *
 * @param kind what viewers show and hide together: a finding's boxes, or measurements
 * @param words what stands beside the lines
 * @param lines points of each line, column and row in turn
 */
record Drawing(String kind, String words, List<float[]> lines) {

    private static final String UNNAMED = "Finding";
    private static final String MEASUREMENTS = "Measurements";

    /** All that is drawn; boxes outside of the radiograph are left out. */
    static List<Drawing> of(PresentationState state) {
        List<Drawing> drawings = new ArrayList<>();
        String observer = state.observer().title();
        for (FoundBox found : state.drawn().boxes()) {
            found.within(state.radiograph().rows(), state.radiograph().columns())
                    .ifPresent(box -> drawings.add(box(box, observer)));
        }
        for (ReaderMeasurement measurement : state.drawn().measurements()) {
            drawings.add(new Drawing(MEASUREMENTS,
                    MeasuredWords.of(measurement, state.look().spacing()) + " - " + observer,
                    measurement.lines().stream().map(Drawing::ends).toList()));
        }
        return drawings;
    }

    /** The separator is ASCII, so that a file of ASCII names needs no character set that old viewers lack. */
    private static Drawing box(FoundBox box, String observer) {
        String finding = box.finding().isBlank() ? UNNAMED : box.finding();
        StringBuilder words = new StringBuilder(finding);
        box.probability().ifPresent(value -> words.append(String.format(Locale.ROOT, " %.2f", value)));
        return new Drawing(finding, words.append(" - ").append(observer).toString(), List.of(box.corners()));
    }

    private static float[] ends(MeasuredLine line) {
        return new float[]{(float) line.x1(), (float) line.y1(), (float) line.x2(), (float) line.y2()};
    }

    /** Column of the leftmost point. */
    float left() {
        return least(0);
    }

    /** Row of the uppermost point. */
    float top() {
        return least(1);
    }

    private float least(int first) {
        float least = Float.POSITIVE_INFINITY;
        for (float[] line : lines) {
            for (int i = first; i < line.length; i += 2) {
                least = Math.min(least, line[i]);
            }
        }
        return least;
    }
}
