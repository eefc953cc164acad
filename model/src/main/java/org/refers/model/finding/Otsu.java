package org.refers.model.finding;

/** Otsu's threshold (IEEE Trans. SMC 1979): the cut that leaves most variance between what is below and above it. */
public final class Otsu {

    private static final int BINS = 256;

    private Otsu() {
    }

    /**
     * The threshold of a map's values over the network's input.
     *
     * @return above 0 and at most 1; 0.5 where the map is constant and any cut is as good
     */
    public static double threshold(MapSurface surface) {
        long[] histogram = new long[BINS];
        float[] values = surface.inputPixels();
        double sum = 0;
        for (float value : values) {
            int bin = Math.min(BINS - 1, (int) (value * BINS));
            histogram[bin]++;
            sum += bin;
        }
        return cut(histogram, values.length, sum);
    }

    private static double cut(long[] histogram, long count, double sum) {
        double best = 0;
        double threshold = 0.5;
        long below = 0;
        double sumBelow = 0;
        for (int bin = 0; bin + 1 < BINS; bin++) {
            below += histogram[bin];
            sumBelow += (double) bin * histogram[bin];
            if (below == 0 || below == count) {
                continue;
            }
            double gap = sumBelow / below - (sum - sumBelow) / (count - below);
            double between = (double) below * (count - below) * gap * gap;
            if (between > best) {
                best = between;
                threshold = (bin + 1.0) / BINS;
            }
        }
        return threshold;
    }
}
