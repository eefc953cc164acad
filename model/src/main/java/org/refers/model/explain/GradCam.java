package org.refers.model.explain;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.index.NDIndex;
import org.refers.model.network.FindingClassifier;
import org.refers.model.network.Mode;
import org.refers.model.network.RadiographTransformer;
import org.refers.model.torch.InputGradient;

/**
 * Grad-CAM (Selvaraju et al. 2017) on the tokens that the last block normalises for its attention: features are weighted
 * by their gradients' mean over the patches, and what speaks against the finding is cut off at 0.
 */
record GradCam(FindingClassifier classifier) implements MapMethod {

    private static final NDIndex PATCHES = new NDIndex(":, 1:, :");

    @Override
    public float[][] maps(NDArray images, int[] findings) {
        RadiographTransformer radiograph = classifier.radiograph();
        int last = classifier.config().radiograph().depth() - 1;
        NDArray tokens = radiograph.addPositions(radiograph.embedPatches(images), Mode.EVALUATION);
        NDArray before = radiograph.runBlocks(tokens, 0, last, Mode.EVALUATION, null);
        NDArray normalized = radiograph.normalizeFor(last, before);
        NDArray gradient = InputGradient.of(normalized, at -> {
            NDArray after = radiograph.finishBlock(last, before, at, Mode.EVALUATION, null);
            return Rows.chosen(classifier.head(radiograph.finish(after)), findings);
        });
        NDArray weights = gradient.get(PATCHES).mean(new int[]{1}, true);
        NDArray map = normalized.get(PATCHES).mul(weights).sum(new int[]{2});
        return Rows.of(NDArrays.maximum(map, 0));
    }
}
