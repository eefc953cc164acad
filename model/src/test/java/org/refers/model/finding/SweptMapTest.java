package org.refers.model.finding;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class SweptMapTest {

    private static final List<ReaderBox> GIVEN = List.of(new ReaderBox("R1", "mass", new Box(10, 20, 30, 25)),
            new ReaderBox("R2", "mass", new Box(40, 5, 20, 40)));

    private static MapSurface surface(List<Integer> levels) {
        float[] values = new float[16];
        for (int i = 0; i < 16; i++) {
            values[i] = levels.get(i);
        }
        return new ActivationMap("mass", MapKind.CAM, 4, values, InputGeometry.fullField(80, 60, 32), 80, 60).surface();
    }

    /** At every hundredth it must give what cutting the map there gives. */
    @Property(tries = 25)
    void itSaysWhatTheMapSaysAtEveryHundredth(@ForAll @Size(16) List<@IntRange(max = 9) Integer> levels) {
        MapSurface surface = surface(levels);
        SweptMap swept = SweptMap.of(surface, GIVEN);
        for (int step = 1; step < 100; step += 7) {
            LocalisationCase expected = LocalisationCase.of(surface, GIVEN, step / 100.0, true);
            LocalisationCase found = swept.at(step / 100.0, true);
            assertEquals(expected.ious(), found.ious(), "at " + step);
            assertEquals(expected.hit(), found.hit());
            assertEquals(expected.shown().size(), found.shown().size());
        }
    }

    @Test
    void betweenHundredthsTheNearestHoldsAndNothingIsShownBelowTheOperatingPoint() {
        SweptMap swept = SweptMap.of(surface(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 8, 7, 6, 5, 4, 3)), GIVEN);
        assertEquals(swept.at(0.37, true), swept.at(0.3749, true));
        assertEquals(swept.at(0.01, true), swept.at(0, true));
        assertEquals(swept.at(0.99, true), swept.at(1, true));
        assertTrue(swept.at(0.5, false).shown().isEmpty());
        assertEquals(swept.at(0.5, true).hit(), swept.at(0.5, false).hit());
        assertThrows(IllegalArgumentException.class,
                () -> new SweptMap(GIVEN, true, "mass", List.of(List.of())));
    }
}
