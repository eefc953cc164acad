package org.refers.training.loss;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.refers.model.network.ObjectiveConfig;
import org.refers.model.torch.Backend;
import org.refers.model.torch.TorchThread;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class LossesTest {

    /** Similarities reach 10, where neighbouring floats lie this far apart. */
    private static final double SPACING_AT_10 = 9.6e-7;

    private static final float NAN = Float.NaN;

    private final NDManager manager = NDManager.newBaseManager();
    private final Backend engine = backend();
    private NDScope scope;

    /** Plain operators; {@link TorchLossesTest} does the same with units. */
    Backend backend() {
        return Backend.eager();
    }

    @BeforeEach
    void openScope() {
        TorchThread.prepare();
        scope = new NDScope();
    }

    @AfterEach
    void closeAll() {
        scope.close();
        engine.close();
        manager.close();
    }

    private ContrastiveLoss contrast(double imageToText, double textToImage, boolean gradient) {
        return new ContrastiveLoss(new ObjectiveConfig(0.1, imageToText, textToImage, gradient, 1, 1),
                engine.kernels());
    }

    private static NDArray evaluate(ContrastiveLoss loss, NDArray images, NDArray texts) {
        return loss.evaluate(loss.similarity(images, texts));
    }

    /** Two orthogonal pairs: each row is softmax of (10, 0), so the loss is ln(1 + e^-10). */
    @Test
    void matchedOrthogonalPairsGiveTheClosedForm() {
        NDArray pairs = manager.eye(2);
        assertEquals(Math.log1p(Math.exp(-10)), evaluate(contrast(1, 0, true), pairs, pairs).getFloat(), SPACING_AT_10);
    }

    /** Swapped partners: the diagonal is 0 and the other entry 10, so 10 nats are added. */
    @Test
    void swappedPairsCostTheInverseTemperatureMore() {
        NDArray images = manager.eye(2);
        NDArray texts = manager.create(new float[]{0, 1, 1, 0}, new Shape(2, 2));
        assertEquals(10 + Math.log1p(Math.exp(-10)), evaluate(contrast(1, 0, true), images, texts).getFloat(),
                2 * SPACING_AT_10);
    }

    /** Against the same formula in double precision, both directions weighted. */
    @Test
    void unequalPairsMatchTheFormula() {
        double[][] images = {{1, 2}, {0, 1}, {1, 3}};
        double[][] texts = {{2, 1}, {1, 4}, {1, 0}};
        double[][] s = new double[3][3];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                s[i][j] = 10 * (images[i][0] * texts[j][0] + images[i][1] * texts[j][1])
                        / (Math.hypot(images[i][0], images[i][1]) * Math.hypot(texts[j][0], texts[j][1]));
            }
        }
        double rows = 0;
        double columns = 0;
        for (int i = 0; i < 3; i++) {
            double row = 0;
            double column = 0;
            for (int j = 0; j < 3; j++) {
                row += Math.exp(s[i][j]);
                column += Math.exp(s[j][i]);
            }
            rows += (Math.log(row) - s[i][i]) / 3;
            columns += (Math.log(column) - s[i][i]) / 3;
        }
        NDArray a = manager.create(new float[]{1, 2, 0, 1, 1, 3}, new Shape(3, 2));
        NDArray b = manager.create(new float[]{2, 1, 1, 4, 1, 0}, new Shape(3, 2));
        assertEquals(0.75 * rows + 0.25 * columns, evaluate(contrast(0.75, 0.25, true), a, b).getFloat(),
                4 * SPACING_AT_10);
    }

    @Test
    void theSecondDirectionIsLearnedFromOnlyWhenAsked() {
        float[] forwardOnly = imageGradient(contrast(0.75, 0, true));
        assertArrayEquals(forwardOnly, imageGradient(contrast(0.75, 0.25, false)));
        float[] both = imageGradient(contrast(0.75, 0.25, true));
        assertTrue(Math.abs(both[0] - forwardOnly[0]) > 1e-3);
    }

    private float[] imageGradient(ContrastiveLoss loss) {
        NDArray images = manager.create(new float[]{1, 2, 0.5f, 1}, new Shape(2, 2));
        NDArray texts = manager.create(new float[]{2, 1, 1, 4}, new Shape(2, 2));
        images.setRequiresGradient(true);
        try (GradientCollector gradients = Engine.getInstance().newGradientCollector()) {
            gradients.backward(evaluate(loss, images, texts));
        }
        return images.getGradient().toFloatArray();
    }

    @Test
    void aZeroVectorIsSimilarToNothing() {
        NDArray images = manager.zeros(new Shape(2, 3));
        NDArray texts = manager.ones(new Shape(2, 3));
        assertEquals(Math.log(2), evaluate(contrast(1, 0, true), images, texts).getFloat(), 1e-6);
    }

    @Test
    void unequalShapesAreRefusedWithBothShapes() {
        NDArray two = manager.ones(new Shape(2, 4));
        NDArray three = manager.ones(new Shape(3, 4));
        var thrown = assertThrows(IllegalArgumentException.class, () -> contrast(1, 0, true).similarity(two, three));
        assertEquals("studies are (2, 4), texts are (3, 4)", thrown.getMessage());
    }

    /** Equal scores for 7 tokens cost ln 7 each; padding counts neither in the sum nor in the mean. */
    @Test
    void paddingDoesNotCountInTheReportLoss() {
        NDArray tokens = manager.create(new long[]{1, 4, 2, 0, 1, 5, 6, 2}, new Shape(2, 4));
        for (Backend backend : backends()) {
            ReportLoss loss = new ReportLoss(0, backend.kernels());
            assertEquals(Math.log(7), loss.evaluate(manager.zeros(new Shape(2, 4, 7)), tokens).getFloat(), 1e-6);
            assertEquals(Math.log(7), loss.evaluate(manager.zeros(new Shape(2, 3, 7)), tokens).getFloat(), 1e-6);
            // A sure right answer in one of five targets that count.
            NDArray sure = manager.create(new float[4 * 7], new Shape(1, 4, 7))
                    .concat(manager.zeros(new Shape(1, 4, 7)));
            sure.set(new NDIndex("0, 0, 4"), 100f);
            assertEquals(Math.log(7) * 4 / 5, loss.evaluate(sure, tokens).getFloat(), 1e-6);
            NDArray nothing = manager.zeros(new Shape(2, 4), DataType.INT64);
            assertEquals(0, loss.evaluate(sure, nothing).getFloat(), 1e-9);
        }
    }

    private static Backend[] backends() {
        return new Backend[]{Backend.eager(), Backend.open(Device.cpu())};
    }

    @Test
    void unknownLabelsCountNeitherWay() {
        NDArray labels = manager.create(new float[]{1, NAN, 0, NAN}, new Shape(2, 2));
        double expected = (Math.log(2) + Math.log1p(Math.exp(-3))) / 2;
        for (Backend backend : backends()) {
            NDArray logits = manager.create(new float[]{0, 2, -3, 50}, new Shape(2, 2));
            logits.setRequiresGradient(true);
            try (GradientCollector gradients = Engine.getInstance().newGradientCollector()) {
                NDArray loss = new FindingLoss(backend.kernels()).evaluate(logits, labels);
                assertEquals(expected, loss.getFloat(), 1e-6);
                gradients.backward(loss);
            }
            float[] gradient = logits.getGradient().toFloatArray();
            assertArrayEquals(new float[]{-0.25f, 0, (float) (0.5 / (1 + Math.exp(3))), 0}, gradient, 1e-6f);
            backend.close();
        }
    }

    @Test
    void sureAnswersDoNotOverflow() {
        NDArray logits = manager.create(new float[]{1e4f, -1e4f, 1e4f}, new Shape(1, 3));
        NDArray labels = manager.create(new float[]{1, 0, 0}, new Shape(1, 3));
        NDArray unknown = manager.full(new Shape(1, 3), NAN);
        for (Backend backend : backends()) {
            FindingLoss loss = new FindingLoss(backend.kernels());
            assertEquals(1e4 / 3, loss.evaluate(logits, labels).getFloat(), 1e-3);
            assertEquals(0, loss.evaluate(logits, unknown).getFloat());
            backend.close();
        }
    }
}
