package org.refers.model.network;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    /** BERT's 0.02 is meant for rows of 768 values; narrower rows are as long. */
    @ParameterizedTest
    @CsvSource({"48, 0.08", "192, 0.04", "768, 0.02", "1024, 0.02"})
    void rowsOfTablesAreAsLongAsInBertBase(long width, double deviation) {
        float[] values = new Initializer(1).values(new ParameterSpec("table", List.of(200L, width), Start.NORMAL));
        double sum = 0;
        for (float value : values) {
            sum += value * value;
        }
        assertEquals(deviation, Math.sqrt(sum / values.length), 0.03 * deviation);
    }

    @Test
    void thePaddingRowIsZero() {
        float[] values = new Initializer(1).values(new ParameterSpec("words", List.of(50L, 8L), Start.NORMAL_PADDED));
        assertArrayEquals(new float[8], Arrays.copyOf(values, 8));
        assertNotEquals(0, values[8]);
    }

    /** A patch at row 1, column 2 of a 4 x 4 grid, width 8: two waves, of speeds 1 and 20^-0.5. */
    @Test
    void thePositionGridTellsRowsFromColumns() {
        float[] table = new Initializer(1).values(new ParameterSpec("pos_embed", List.of(1L, 16L, 8L),
                ParameterSpec.Start.SINE_GRID));
        double slow = 1 / Math.sqrt(20);
        double[] expected = {Math.sin(1), Math.sin(slow), Math.cos(1), Math.cos(slow), Math.sin(2), Math.sin(2 * slow),
            Math.cos(2), Math.cos(2 * slow)};

        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], table[(1 * 4 + 2) * 8 + i], 1e-6);
        }
    }
}
