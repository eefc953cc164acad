package org.refers.model.explain;

import ai.djl.ndarray.NDArray;
import org.refers.model.network.FindingClassifier;
import org.refers.model.network.Mode;
import org.refers.model.torch.InputGradient;

/**
 * Gradient x input on the patch embeddings e_p: M_c(p) = e_p . d logit_c / d e_p, the first-order fall of the logit if the
 * patch's embedding were scaled away.
 */
record GradientTimesInput(FindingClassifier classifier) implements MapMethod {

    @Override
    public float[][] maps(NDArray images, int[] findings) {
        NDArray embeddings = classifier.radiograph().embedPatches(images);
        NDArray gradient = InputGradient.of(embeddings, at -> Rows
                .chosen(classifier.head(classifier.radiograph().encodePatches(at, Mode.EVALUATION)), findings));
        return Rows.of(embeddings.mul(gradient).sum(new int[]{2}));
    }
}
