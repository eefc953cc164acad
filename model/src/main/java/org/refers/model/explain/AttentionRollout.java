package org.refers.model.explain;

import ai.djl.ndarray.NDArray;
import org.refers.model.network.AttentionTrace;
import org.refers.model.network.ClassifierInput;
import org.refers.model.network.FindingClassifier;
import org.refers.model.network.Mode;
import org.refers.model.network.RadiographTransformer;

/**
 * Attention rollout (Abnar and Zuidema 2020): the heads' mean attention of each block, half of it the residual path,
 * multiplied from the first block to the last. It knows nothing of findings.
 *
 * <p>Read where the classifier reads: at the aggregation token, or, for a classifier on the mean patch, at the mean of
 * the patches and of the token, which the paper preset joins in one vector.
 */
record AttentionRollout(FindingClassifier classifier) implements MapMethod {

    @Override
    public float[][] maps(NDArray images, int[] findings) {
        RadiographTransformer radiograph = classifier.radiograph();
        AttentionTrace trace = new AttentionTrace();
        NDArray tokens = radiograph.addPositions(radiograph.embedPatches(images), Mode.EVALUATION);
        radiograph.runBlocks(tokens, 0, classifier.config().radiograph().depth(), Mode.EVALUATION, trace);
        NDArray flow = null;
        for (NDArray weights : trace.weights()) {
            NDArray mean = weights.mean(new int[]{1});
            NDArray step = mean.add(mean.getManager().eye((int) mean.getShape().get(1))).mul(0.5f);
            flow = flow == null ? step : step.matMul(flow);
        }
        if (flow == null) {
            throw new IllegalStateException("a radiograph transformer without blocks has no attention");
        }
        NDArray atToken = flow.get(":, 0, 1:");
        if (classifier.config().classifier().input() == ClassifierInput.TOKEN) {
            return Rows.of(atToken);
        }
        return Rows.of(atToken.add(flow.get(":, 1:, 1:").mean(new int[]{1})).mul(0.5f));
    }
}
