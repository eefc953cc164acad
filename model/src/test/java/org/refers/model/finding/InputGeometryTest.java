package org.refers.model.finding;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

class InputGeometryTest {

    @Test
    void thePapersCropLeavesOneSixteenthOfEachEdge() {
        InputGeometry geometry = InputGeometry.centerCrop(512, 1024, 224, 256);

        assertEquals(new Box(64, 32, 896, 448), geometry.toRadiograph(new Box(0, 0, 224, 224)));
    }

    @Test
    void theFullFieldIsTheWholeRadiograph() {
        assertEquals(new Box(0, 0, 700, 900),
                InputGeometry.fullField(900, 700, 64).toRadiograph(new Box(0, 0, 64, 64)));
    }

    @Property
    void thereAndBackIsTheSameBox(@ForAll @IntRange(min = 1, max = 4000) int rows,
            @ForAll @IntRange(min = 1, max = 4000) int columns, @ForAll @DoubleRange(max = 60) double x,
            @ForAll @DoubleRange(min = 0.5, max = 60) double width) {
        InputGeometry geometry = InputGeometry.centerCrop(rows, columns, 64, 73);
        Box box = geometry.toInput(geometry.toRadiograph(new Box(x, 1, width, 2)));

        assertEquals(x, box.x(), 1e-9);
        assertEquals(width, box.width(), 1e-9);
        assertEquals(2, box.height(), 1e-9);
    }
}
