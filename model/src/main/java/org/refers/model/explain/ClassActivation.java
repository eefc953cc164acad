package org.refers.model.explain;

import ai.djl.ndarray.NDArray;
import org.refers.model.network.FindingClassifier;
import org.refers.model.network.Mode;

/**
 * M_c(p) = w_c . u_p (Zhou et al. 2016). In the paper preset the logit is exactly mean over p of M_c(p) plus the bias; in
 * the released preset, whose classifier reads the aggregation token, the map is an approximation.
 */
record ClassActivation(FindingClassifier classifier) implements MapMethod {

    @Override
    public float[][] maps(NDArray images, int[] findings) {
        NDArray all = classifier.classActivation(classifier.radiograph().encode(images, Mode.EVALUATION));
        int patches = classifier.config().radiograph().patches();
        float[][] byImage = Rows.of(all);
        float[][] maps = new float[findings.length][patches];
        for (int i = 0; i < findings.length; i++) {
            System.arraycopy(byImage[i], findings[i] * patches, maps[i], 0, patches);
        }
        return maps;
    }
}
