package org.refers.model.network;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.refers.model.network.ParameterSpec.Start;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class InitializerTest {

    private static final ParameterSpec MATRIX = new ParameterSpec("layer.weight", List.of(60L, 40L), Start.XAVIER);

    @Test
    void theSameSeedGivesTheSameValues() {
        assertArrayEquals(new Initializer(5).values(MATRIX), new Initializer(5).values(MATRIX));
        assertNotEquals(new Initializer(5).values(MATRIX)[0], new Initializer(6).values(MATRIX)[0]);
        ParameterSpec other = new ParameterSpec("other.weight", MATRIX.shape(), Start.XAVIER);
        assertNotEquals(new Initializer(5).values(MATRIX)[0], new Initializer(5).values(other)[0]);
    }

    /** Uniform within sqrt(6 / (60 + 40)): the variance is 2 / 100. */
    @Test
    void matricesAreXavierUniform() {
        float[] values = new Initializer(1).values(MATRIX);
        double limit = Math.sqrt(0.06);
        double sum = 0;
        for (float value : values) {
            assertTrue(Math.abs(value) <= limit);
            sum += value * value;
        }
        assertEquals(0.02, sum / values.length, 0.001);
    }

    /** Three 20 x 20 matrices in one: the limit is that of a 20 x 20 matrix. */
    @Test
    void packedMatricesAreFilledAsEach() {
        float[] values = new Initializer(1).values(new ParameterSpec("qkv", List.of(60L, 20L), Start.XAVIER_THIRDS));
        double largest = 0;
        for (float value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        assertEquals(Math.sqrt(6.0 / 40), largest, 0.01);
    }

    @Test
    void thePaddingRowIsZero() {
        float[] values = new Initializer(1).values(new ParameterSpec("words", List.of(50L, 8L), Start.NORMAL_PADDED));
        assertArrayEquals(new float[8], Arrays.copyOf(values, 8));
        assertNotEquals(0, values[8]);
    }
}
