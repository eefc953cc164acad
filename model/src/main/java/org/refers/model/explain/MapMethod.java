package org.refers.model.explain;

import ai.djl.ndarray.NDArray;

/** One way to lay the evidence for a finding over the patches. Shapes: I images, C channels, side S, n patches a side. */
interface MapMethod {

    /**
     * Raw maps.
     *
     * @param images normalised pixels, (I, C, S, S)
     * @param findings for each image the finding whose map is wanted, an index below K
     * @return I maps of n * n values each, row after row
     */
    float[][] maps(NDArray images, int[] findings);
}
