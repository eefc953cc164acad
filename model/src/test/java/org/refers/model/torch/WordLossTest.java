package org.refers.model.torch;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.refers.model.network.Kernels;
import org.refers.model.network.Mode;
import org.refers.model.network.Scalars;
import org.refers.model.network.WordScores;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The loss of a report's words, which are scored piece by piece, against all at once by plain operators. */
class WordLossTest extends UnitComparison {

    /** Value and gradients of the loss of 20 places, a quarter of them not counted. */
    private List<float[]> wordLoss(Kernels kernels, int words, long[] targets) {
        NDArray states = noise(5, new Shape(targets.length, 2));
        NDArray table = noise(6, new Shape(words, 2));
        NDArray bias = noise(7, new Shape(words));
        List<NDArray> learnt = List.of(states, table, bias);
        learnt.forEach(tensor -> tensor.setRequiresGradient(true));
        try (GradientCollector gradients = Engine.getInstance().newGradientCollector()) {
            NDArray loss = kernels.wordCrossEntropy(new WordScores(states, table, bias),
                    manager.create(targets), 0, Mode.TRAINING);
            gradients.backward(Scalars.mul(loss, 3));
            List<float[]> all = new ArrayList<>(List.of(loss.toFloatArray()));
            learnt.forEach(tensor -> all.add(tensor.getGradient().toFloatArray()));
            return all;
        }
    }

    /** With so many words, eight places are scored at once. */
    @ParameterizedTest
    @CsvSource({"7, 3e-6", "262144, 1e-4"})
    void theLossOfWordsAgreesAlsoWhereItIsCutIntoPieces(int words, float sumOrder) {
        long[] targets = LongStream.range(0, 21).map(i -> i % 4 == 0 ? 0 : 1 + i * 7919 % (words - 1)).toArray();
        List<float[]> plain = wordLoss(eager.kernels(), words, targets);
        List<float[]> unit = wordLoss(fused.kernels(), words, targets);
        List<float[]> rounded = wordLoss(fused.kernels(new Arithmetic(Precision.BF16, false)), words, targets);
        for (int i = 0; i < plain.size(); i++) {
            assertArrayEquals(plain.get(i), unit.get(i), sumOrder);
            assertArrayEquals(plain.get(i), rounded.get(i), 0.03f * plain.get(0)[0]);
            assertFalse(Arrays.equals(plain.get(i), rounded.get(i)));
        }
        assertTrue(plain.get(0)[0] > 1);
    }

    @Test
    void wordsThatAllDoNotCountCostNothing() {
        for (float[] values : wordLoss(fused.kernels(), 7, new long[5])) {
            assertArrayEquals(new float[values.length], values);
        }
    }

    @Test
    void theLossOfWordsIsTheSameInEvaluation() {
        long[] targets = {3, 0, 5, 1};
        WordScores scores = new WordScores(noise(5, new Shape(4, 2)), noise(6, new Shape(7, 2)),
                noise(7, new Shape(7)));
        assertEquals(eager.kernels().wordCrossEntropy(scores, manager.create(targets), 0, Mode.EVALUATION).getFloat(),
                fused.kernels(new Arithmetic(Precision.BF16, false))
                        .wordCrossEntropy(scores, manager.create(targets), 0, Mode.EVALUATION).getFloat(),
                1e-6);
    }
}
