package org.refers.training.metric;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.refers.model.text.ReportText;

/**
 * Corpus BLEU with up to four words a phrase (Papineni et al. 2002): clipped phrase matches are summed over all reports
 * before the ratio is taken, the four precisions enter by their geometric mean, and texts shorter than their references
 * pay the brevity penalty. No smoothing: a corpus without a common four-word phrase scores 0.
 */
public final class Bleu {

    private static final int LONGEST_PHRASE = 4;
    private static final Pattern TOKEN = Pattern.compile("[\\p{L}\\p{N}]+|[^\\p{L}\\p{N}\\s]");

    private Bleu() {
    }

    /**
     * BLEU-4 of generated reports against one reference each.
     *
     * @param generated candidate texts
     * @param references reference texts in the same order
     * @return 0 to 1
     * @throws IllegalArgumentException if the lists differ in length or are empty
     */
    public static double corpus(List<String> generated, List<String> references) {
        if (generated.isEmpty() || generated.size() != references.size()) {
            throw new IllegalArgumentException(
                    generated.size() + " generated reports, " + references.size() + " references");
        }
        long[] matches = new long[LONGEST_PHRASE];
        long[] totals = new long[LONGEST_PHRASE];
        long candidateWords = 0;
        long referenceWords = 0;
        for (int i = 0; i < generated.size(); i++) {
            List<String> candidate = tokens(generated.get(i));
            List<String> reference = tokens(references.get(i));
            candidateWords += candidate.size();
            referenceWords += reference.size();
            for (int n = 1; n <= LONGEST_PHRASE; n++) {
                matches[n - 1] += common(phrases(candidate, n), phrases(reference, n));
                totals[n - 1] += Math.max(0, candidate.size() - n + 1);
            }
        }
        double logMean = 0;
        for (int n = 0; n < LONGEST_PHRASE; n++) {
            if (matches[n] == 0) {
                return 0;
            }
            logMean += Math.log((double) matches[n] / totals[n]) / LONGEST_PHRASE;
        }
        double brevity = Math.min(0, 1 - (double) referenceWords / candidateWords);
        return Math.exp(logMean + brevity);
    }

    /** Lower-case words and single marks, in the decoder's form, so that case and accents do not count. */
    static List<String> tokens(String text) {
        return new ArrayList<>(TOKEN.matcher(ReportText.decoderForm(text)).results().map(match -> match.group())
                .toList());
    }

    private static Map<List<String>, Integer> phrases(List<String> words, int length) {
        Map<List<String>, Integer> counts = new HashMap<>();
        for (int i = 0; i + length <= words.size(); i++) {
            counts.merge(List.copyOf(words.subList(i, i + length)), 1, Integer::sum);
        }
        return counts;
    }

    private static long common(Map<List<String>, Integer> candidate, Map<List<String>, Integer> reference) {
        long sum = 0;
        for (Map.Entry<List<String>, Integer> phrase : candidate.entrySet()) {
            sum += Math.min(phrase.getValue(), reference.getOrDefault(phrase.getKey(), 0));
        }
        return sum;
    }
}
