package org.refers.viewer.measure;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import javafx.geometry.Point2D;
import org.junit.jupiter.api.Test;
import org.refers.model.study.PixelSpacing;
import org.refers.model.study.PixelSpacing.Kind;
import org.refers.model.study.ViewPosition;
import org.refers.viewer.text.Texts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class MeasuringTest {

    private final Measuring measuring = new Measuring(() -> {
    });
    private final MeasureWords words = new MeasureWords(Texts.english());

    private void draw(Measurement.Kind kind, double fromX, double toX, double y) {
        measuring.begin(kind, new Point2D(fromX, y));
        measuring.drag(new Point2D(toX, y));
        measuring.release(2);
    }

    @Test
    void aSlipOfTheHandLeavesNothing() {
        draw(Measurement.Kind.DISTANCE, 10, 11, 5);
        assertTrue(measuring.measurements().isEmpty());
        draw(Measurement.Kind.RATIO, 10, 60, 5);
        draw(Measurement.Kind.RATIO, 10, 11, 9);
        assertEquals(1, measuring.measurements().getFirst().lines().size(), "the first line stays");
    }

    @Test
    void aRatioIsHeartOverChest() {
        draw(Measurement.Kind.RATIO, 10, 60, 5);
        assertFalse(measuring.measurements().getFirst().isComplete());
        draw(Measurement.Kind.RATIO, 0, 100, 8);
        Measurement done = measuring.measurements().getFirst();
        assertEquals(0.5, done.ratio(Optional.empty()).orElseThrow());
        assertEquals(OptionalDouble.empty(), measurement(50).ratio(Optional.empty()));
    }

    @Test
    void anotherToolGivesUpWhatIsUnfinished() {
        draw(Measurement.Kind.RATIO, 10, 60, 5);
        draw(Measurement.Kind.DISTANCE, 0, 30, 9);
        assertEquals(List.of(Measurement.Kind.DISTANCE),
                measuring.measurements().stream().map(Measurement::kind).toList());
        assertFalse(measuring.cancel());
        draw(Measurement.Kind.RATIO, 10, 60, 5);
        assertTrue(measuring.cancel());
        assertEquals(1, measuring.measurements().size());
    }

    @Test
    void theNearestEndIsHeldAndMoved() {
        draw(Measurement.Kind.DISTANCE, 10, 60, 5);
        draw(Measurement.Kind.DISTANCE, 64, 90, 5);
        assertFalse(measuring.grab(new Point2D(75, 5), 9));
        assertTrue(measuring.grab(new Point2D(61, 5), 9));
        assertEquals(new Point2D(10, 5), measuring.anchor().orElseThrow());
        measuring.drag(new Point2D(10, 45));
        measuring.release(2);
        assertEquals(40, measuring.measurements().getFirst().lines().getFirst().pixels());
        measuring.drag(new Point2D(0, 0));
        assertEquals(40, measuring.measurements().getFirst().lines().getFirst().pixels(), "nothing is held any more");
    }

    private static Measurement measurement(double pixels) {
        return new Measurement(Measurement.Kind.DISTANCE,
                List.of(new Segment(new Point2D(0, 0), new Point2D(pixels, 0))));
    }

    private List<String> distance(double pixels, Optional<PixelSpacing> spacing) {
        return words.of(measurement(pixels), spacing, ViewPosition.PA);
    }

    @Test
    void millimetresSayWhereTheyHoldAndPixelsThatTheyAreNone() {
        assertEquals(List.of("100 px", "not calibrated: pixels only"), distance(100, Optional.empty()));
        assertEquals(List.of("14.0 mm", "on the detector"),
                distance(100, Optional.of(new PixelSpacing(0.2, 0.14, Kind.DETECTOR))));
        assertEquals(
                List.of("14.0 mm", "on the detector",
                        "12.7 mm in the patient, by the file\u2019s magnification of 1.10"),
                distance(100, Optional.of(new PixelSpacing(0.14, 0.14, Kind.DETECTOR, OptionalDouble.of(1.1)))));
        assertTrue(distance(100, Optional.of(new PixelSpacing(0.1, 0.1, Kind.CALIBRATED_BY_FIDUCIAL))).get(1)
                .contains("in the patient"));
    }

    @Test
    void unequalSpacingGoesIntoTheRatio() {
        Measurement ratio = new Measurement(Measurement.Kind.RATIO,
                List.of(new Segment(new Point2D(0, 0), new Point2D(0, 100)),
                        new Segment(new Point2D(0, 0), new Point2D(100, 0))));
        Optional<PixelSpacing> spacing = Optional.of(new PixelSpacing(0.1, 0.2, Kind.UNSTATED));
        assertEquals(0.5, ratio.ratio(spacing).orElseThrow(), 1e-12);
        List<String> said = words.of(ratio, spacing, ViewPosition.AP);
        assertEquals("CTR 0.50", said.getFirst());
        assertTrue(said.getLast().startsWith("AP view"));
        assertTrue(words.of(ratio, spacing, ViewPosition.LATERAL).getLast().startsWith("Not a frontal"));
    }

    @Test
    void whatIsBeingDrawnOutlivesWhatWasKeptMeanwhile() {
        Measurement kept = new Measurement(Measurement.Kind.DISTANCE,
                List.of(new Segment(new Point2D(1, 1), new Point2D(9, 1))));
        measuring.begin(Measurement.Kind.RATIO, new Point2D(10, 10));
        measuring.drag(new Point2D(50, 10));
        measuring.showFinished(List.of(kept));
        assertEquals(List.of(Measurement.Kind.DISTANCE, Measurement.Kind.RATIO),
                measuring.measurements().stream().map(Measurement::kind).toList());
        measuring.drag(new Point2D(60, 10));
        measuring.showFinished(List.of(kept));
        measuring.begin(Measurement.Kind.RATIO, new Point2D(0, 20));
        measuring.drag(new Point2D(90, 20));
        measuring.release(1);
        assertTrue(measuring.measurements().getLast().isComplete());
    }
}
