package org.refers.model.finding;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class LocalisationTest {

    private static final double ROUNDING = 1e-12;

    private static ReaderBox given(String reader, double x, double width) {
        return new ReaderBox(reader, "mass", new Box(x, 0, width, 10));
    }

    private static LesionBox shown(double x, double width) {
        return new LesionBox("mass", new Box(x, 0, width, 10), 1);
    }

    /**
     * R1 has two boxes with IoU 1 and 0, R2 one with IoU 1/2: mean of the readers' means is (1/2 + 1/2) / 2; the mean
     * over boxes would be 1/2 as well, so R1 gets a third box of IoU 1 elsewhere: (2/3 + 1/2) / 2.
     */
    @Test
    void meanIouIsTakenPerReaderThenOverReaders() {
        List<LocalisationCase> cases = List.of(
                new LocalisationCase(List.of(given("R1", 0, 10), given("R2", 0, 20)), List.of(shown(0, 10), shown(90,
                        10)), true),
                new LocalisationCase(List.of(given("R1", 50, 10)), List.of(), false),
                new LocalisationCase(List.of(given("R1", 30, 10)), List.of(shown(30, 10)), true));

        Localisation figures = Localisation.of(cases).orElseThrow();

        assertEquals((2.0 / 3 + 0.5) / 2, figures.meanIou(), ROUNDING);
        assertEquals(Map.of("R1", 2.0 / 3, "R2", 0.5), figures.iouByReader());
        assertEquals(2.0 / 3, figures.hitRate(), ROUNDING);
        assertEquals(3, figures.cases());
        assertEquals(4, figures.boxes());
        assertEquals(7, figures.atIou().size());
        assertEquals((2.0 / 3 + 1) / 2, figures.atIou().get(4).recall(), ROUNDING);
        assertEquals((2.0 / 3) / 2, figures.atIou().get(5).recall(), ROUNDING);
        assertEquals(2.0 / 3, figures.atIou().get(0).precision().orElseThrow(), ROUNDING);
    }

    @Test
    void withoutAShownBoxIouIsZeroAndPrecisionUnknown() {
        Localisation figures = Localisation.of(List.of(new LocalisationCase(List.of(given("R1", 0, 10)), List.of(),
                false))).orElseThrow();

        assertEquals(0, figures.meanIou(), ROUNDING);
        assertEquals(new Localisation.AtIou(0.1, 0, OptionalDouble.empty()), figures.atIou().getFirst());
        assertTrue(Localisation.of(List.of()).isEmpty());
        assertThrows(IllegalArgumentException.class, () -> new LocalisationCase(List.of(), List.of(), false));
    }

    /** A hill at the right half of 8 x 8 pixels: the true half is found at every cut near 0.5, the peak lies in it. */
    @Test
    void casesAreMadeFromMaps() {
        MapSurface surface = new ActivationMap("mass", MapKind.CAM, 2, new float[]{0, 1, 0, 1}, InputGeometry.fullField(
                8, 8, 8), 8, 8).surface();
        List<ReaderBox> right = List.of(new ReaderBox("R1", "mass", new Box(4, 0, 4, 8)));
        List<ReaderBox> left = List.of(new ReaderBox("R1", "mass", new Box(0, 0, 4, 8)));

        assertEquals(List.of(1.0), LocalisationCase.of(surface, right, 0.5, true).ious());
        assertEquals(List.of(0.0), LocalisationCase.of(surface, right, 0.5, false).ious());
        assertTrue(LocalisationCase.of(surface, right, 0.5, false).hit());
        assertFalse(LocalisationCase.of(surface, left, 0.5, true).hit());
    }

    /** The columns of the hill are 0, 0, .125, .375, .625, .875, 1, 1: the box of the last three wants a cut at 0.65 to 0.85. */
    @Test
    void theThresholdIsTunedOnGivenBoxes() {
        MapSurface surface = new ActivationMap("mass", MapKind.CAM, 2, new float[]{0, 1, 0, 1}, InputGeometry.fullField(
                8, 8, 8), 8, 8).surface();
        MapThreshold.Sample sample = new MapThreshold.Sample(surface, List.of(new ReaderBox("R1", "mass", new Box(5, 0,
                3, 8))));

        MapThreshold tuned = MapThreshold.tune(List.of(sample));

        assertEquals(0.65, tuned.value(), ROUNDING);
        assertEquals(1, tuned.meanIou(), ROUNDING);
        assertEquals(MapThreshold.UNTUNED, MapThreshold.tune(List.of()));
    }
}
