package org.refers.model.image;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.refers.model.study.Radiograph;
import org.refers.model.study.ViewPosition;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class ResamplerTest {

    @Test
    void halvingWeighsByTheTriangle() {
        // Scale 2, reach 2: weights 0.75, 0.75, 0.25 about the centre 1.0, the fourth cut off by the edge.
        float[] half = Resampler.resize(new float[]{7, 14, 21, 42}, 1, 4, 1, 2);
        assertEquals((7 * 3 + 14 * 3 + 21) / 7f, half[0], 1e-5);
        assertEquals((14 + 21 * 3 + 42 * 3) / 7f, half[1], 1e-5);
    }

    @Test
    void bilinearTakesHalfPixelNeighbours() {
        assertArrayEquals(new float[]{0, 0.25f, 0.75f, 1}, Resampler.bilinear(new float[]{0, 1}, 1, 2, 1, 4), 1e-6f);
        assertArrayEquals(new float[]{0.5f, 2.5f}, Resampler.bilinear(new float[]{0, 1, 2, 3}, 1, 4, 1, 2), 1e-6f);
    }

    @Test
    void enlargingIsTheSameInBoth() {
        float[] source = {0, 1, 4, 9, 16, 25};
        assertArrayEquals(Resampler.bilinear(source, 2, 3, 5, 7), Resampler.resize(source, 2, 3, 5, 7), 1e-5f);
    }

    @Property(tries = 60)
    void sizeOfItsOwnChangesNothingAndFlatStaysFlat(@ForAll @IntRange(min = 1, max = 40) int rows,
            @ForAll @IntRange(min = 1, max = 40) int columns, @ForAll @IntRange(min = 1, max = 40) int toRows,
            @ForAll @IntRange(min = 1, max = 40) int toColumns) {
        float[] picture = new float[rows * columns];
        for (int i = 0; i < picture.length; i++) {
            picture[i] = i * 31 % 17;
        }
        assertArrayEquals(picture, Resampler.resize(picture, rows, columns, rows, columns), 1e-5f);
        Arrays.fill(picture, 0.7f);
        for (float value : Resampler.resize(picture, rows, columns, toRows, toColumns)) {
            assertEquals(0.7f, value, 1e-5f);
        }
    }

    @Test
    void radiographsAreResizedAsShown() {
        short[] stored = new short[12 * 10];
        for (int i = 0; i < stored.length; i++) {
            stored[i] = (short) (i * 2);
        }
        Radiograph radiograph = Radiograph.ofEightBits(12, 10, stored, ViewPosition.PA);
        float[] shown = GreyPipeline.of(radiograph).toFloats(radiograph);
        assertArrayEquals(Resampler.resize(shown, 12, 10, 5, 4), Resampler.displayGrey(radiograph, 5, 4), 0f);
    }

    @Test
    void sizesMustFit() {
        assertThrows(IllegalArgumentException.class, () -> Resampler.resize(new float[5], 2, 3, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> Resampler.resize(new float[6], 2, 3, 0, 1));
    }
}
