package org.refers.viewer.result;

/**
 * The figures of one finding; what is undefined is not a number.
 *
 * @param finding the model's name of it
 * @param positives radiographs with it
 * @param negatives radiographs without it
 * @param auroc area under the ROC curve with its interval
 * @param averagePrecision area under the precision-recall curve with its interval
 * @param threshold operating point, a probability
 * @param sensitivity there
 * @param specificity there
 */
public record ClassRow(String finding, int positives, int negatives, Estimate auroc, Estimate averagePrecision,
        double threshold, double sensitivity, double specificity) {

    /**
     * A figure with its 95 % interval.
     *
     * @param value the figure, 0 to 1
     * @param low lower end
     * @param high upper end
     */
    public record Estimate(double value, double low, double high) implements Comparable<Estimate> {

        /** A figure that is undefined. */
        public static final Estimate NONE = new Estimate(Double.NaN, Double.NaN, Double.NaN);

        /** By value; what is undefined comes last. */
        @Override
        public int compareTo(Estimate other) {
            return Double.compare(value, other.value);
        }

        /** The figure with its interval in parentheses. */
        String words() {
            return Double.isNaN(low)
                    ? Figures.share(value)
                    : "%s (%s\u2013%s)".formatted(Figures.share(value), Figures.share(low), Figures.share(high));
        }
    }

    /** The finding as people read it. */
    public String words() {
        return finding.replace('_', ' ');
    }
}
