package org.refers.training.explain;

import java.util.List;

/**
 * A report with the places in the radiographs at which the network looked for each of its tokens: the last layer's attention to
 * the patches, the mean of its heads. The last layer alone feeds the scores of the words; what layers before it saw reaches
 * them mixed with other tokens. All sizes of this program have one layer.
 *
 * @param text the report's text
 * @param logProbability natural logarithm of its probability
 * @param complete whether the network ended it; otherwise the greatest length was reached
 * @param tokens the tokens that wrote the text, in its order
 */
public record AttendedReport(String text, double logProbability, boolean complete, List<Token> tokens) {

    /** Copies the tokens. */
    public AttendedReport {
        tokens = List.copyOf(tokens);
    }

    /**
     * A token that wrote a part of the text.
     *
     * @param from its first character in the text
     * @param to the character after its last one, greater than {@code from}
     * @param weights for each different radiograph that the network read its n * n patches, row after row; the weights of all
     *     radiographs together sum to 1
     */
    public record Token(int from, int to, List<float[]> weights) {

        /** Copies the list; the weights are handed over. */
        public Token {
            weights = List.copyOf(weights);
        }

        /** The share of the attention that a radiograph has, 0 to 1. */
        public double share(int radiograph) {
            double sum = 0;
            for (float weight : weights.get(radiograph)) {
                sum += weight;
            }
            return sum;
        }
    }

    /** The same report with other letters, such as capitals, in the same places. */
    public AttendedReport withText(String other) {
        if (other.length() != text.length()) {
            throw new IllegalArgumentException(other.length() + " letters in place of " + text.length());
        }
        return new AttendedReport(other, logProbability, complete, tokens);
    }
}
