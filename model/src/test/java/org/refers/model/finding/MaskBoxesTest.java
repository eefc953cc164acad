package org.refers.model.finding;

import java.util.BitSet;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

class MaskBoxesTest {

    @Property(tries = 100)
    void aBoxOfWholePixelsComesBack(@ForAll @IntRange(max = 8) int x, @ForAll @IntRange(max = 8) int y,
            @ForAll @IntRange(min = 1, max = 8) int width, @ForAll @IntRange(min = 1, max = 8) int height) {
        Box box = new Box(x, y, width, height);
        assertEquals(List.of(box), MaskBoxes.of(MaskBoxes.pixels(box, 20, 17), 20, 17));
    }

    @Test
    void pixelsAreTakenByTheirCentres() {
        assertEquals(List.of(new Box(1, 0, 2, 1)),
                MaskBoxes.of(MaskBoxes.pixels(new Box(0.6, 0.4, 2.2, 0.7), 4, 4), 4, 4));
        assertEquals(List.of(new Box(2, 3, 1, 1)),
                MaskBoxes.of(MaskBoxes.pixels(new Box(2.6, 3.6, 0.2, 0.2), 4, 4), 4, 4), "no centre inside");
        assertEquals(new BitSet(), MaskBoxes.pixels(new Box(-5, 0, 4, 4), 4, 4));
        assertEquals(List.of(new Box(0, 0, 2, 4)), MaskBoxes.of(MaskBoxes.pixels(new Box(-5, -5, 7, 70), 4, 4), 4, 4));
    }

    @Test
    void regionsApartAreBoxesApart() {
        BitSet mask = MaskBoxes.pixels(new Box(0, 0, 2, 2), 5, 5);
        mask.or(MaskBoxes.pixels(new Box(3, 3, 2, 2), 5, 5));
        assertEquals(List.of(new Box(0, 0, 2, 2), new Box(3, 3, 2, 2)), MaskBoxes.of(mask, 5, 5));
        mask.set(2 * 5 + 2);
        assertEquals(List.of(new Box(0, 0, 5, 5)), MaskBoxes.of(mask, 5, 5));
    }
}
