package org.refers.training.metric;

import java.util.OptionalDouble;

/**
 * What a cut makes of labelled radiographs.
 *
 * @param truePositives present, and called so
 * @param falsePositives absent, but called present
 * @param falseNegatives present, but called absent
 * @param trueNegatives absent, and called so
 */
public record ConfusionMatrix(int truePositives, int falsePositives, int falseNegatives, int trueNegatives) {

    /** What became of one radiograph. */
    public enum Outcome {
        TRUE_POSITIVE, FALSE_POSITIVE, FALSE_NEGATIVE, TRUE_NEGATIVE;

        /** The outcome of a radiograph whose label and call are known. */
        static Outcome of(boolean positive, boolean called) {
            if (positive) {
                return called ? TRUE_POSITIVE : FALSE_NEGATIVE;
            }
            return called ? FALSE_POSITIVE : TRUE_NEGATIVE;
        }

        /** Whether the call contradicts the label. */
        public boolean isWrong() {
            return this == FALSE_POSITIVE || this == FALSE_NEGATIVE;
        }
    }

    /** Counts; a score that equals the threshold is called present, as in {@link OperatingPoint}. */
    public static ConfusionMatrix at(double threshold, ScoredLabels scored) {
        int[] counts = new int[Outcome.values().length];
        for (int i = 0; i < scored.size(); i++) {
            counts[Outcome.of(scored.positives()[i], scored.scores()[i] >= threshold).ordinal()]++;
        }
        return new ConfusionMatrix(counts[0], counts[1], counts[2], counts[3]);
    }

    /** Share of the present that are called so; empty when none is present. */
    public OptionalDouble sensitivity() {
        return share(truePositives, falseNegatives);
    }

    /** Share of the absent that are called so; empty when none is absent. */
    public OptionalDouble specificity() {
        return share(trueNegatives, falsePositives);
    }

    /** Share of those called present that are (precision); empty when none is called so. */
    public OptionalDouble positivePredictiveValue() {
        return share(truePositives, falsePositives);
    }

    /** Share of those called absent that are; empty when none is called so. */
    public OptionalDouble negativePredictiveValue() {
        return share(trueNegatives, falseNegatives);
    }

    private static OptionalDouble share(int part, int rest) {
        return part + rest == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / (part + rest));
    }
}
