package org.refers.viewer.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Two reports laid side by side by sentence. Pairs are those that share most words, the best pair first; what finds no
 * partner stands alone. It compares words, not meaning: the findings, compared by the caller, are shown beside it.
 *
 * @param rows in the reference's order, generated sentences without a partner after the one they follow
 */
public record ReportComparison(List<Row> rows) {

    /** Below this share of common words two sentences are about different things. */
    private static final double LEAST_SIMILARITY = 0.3;

    /** How the two sentences of a row agree. */
    public enum Agreement {
        /** The same words. */
        SAME,
        /** A partner with other words. */
        DIFFERS,
        /** Only one side says it. */
        ALONE
    }

    /**
     * A word of a sentence.
     *
     * @param text with its punctuation
     * @param shared whether the partner has it too
     */
    public record Word(String text, boolean shared) {
    }

    /**
     * One line of the comparison.
     *
     * @param generated words of the generated sentence, empty where it says nothing
     * @param reference words of the reference's sentence, empty where it says nothing
     * @param agreement how they agree
     */
    public record Row(List<Word> generated, List<Word> reference, Agreement agreement) {
    }

    private record Pair(int generated, int reference, double similarity) {
    }

    /** Copies the rows. */
    public ReportComparison {
        rows = List.copyOf(rows);
    }

    /** Lays two texts side by side; either may be empty. */
    public static ReportComparison of(String generated, String reference) {
        List<String> ours = sentences(generated);
        List<String> theirs = sentences(reference);
        int[] partner = partners(ours, theirs);
        List<Row> rows = new ArrayList<>();
        Set<Integer> placed = new HashSet<>();
        for (int r = 0; r < theirs.size(); r++) {
            int reader = r;
            int mate = IntStream.range(0, ours.size()).filter(g -> partner[g] == reader).findFirst().orElse(-1);
            rows.add(row(mate < 0 ? "" : ours.get(mate), theirs.get(r)));
            for (int g = mate; g >= 0 && g < ours.size() && (g == mate || partner[g] < 0); g++) {
                if (placed.add(g) && g != mate) {
                    rows.add(row(ours.get(g), ""));
                }
            }
        }
        List<Row> before = IntStream.range(0, ours.size()).filter(g -> !placed.contains(g))
                .mapToObj(g -> row(ours.get(g), "")).toList();
        rows.addAll(0, before);
        return new ReportComparison(rows);
    }

    /** The sentences of a text. A period inside a number ends none. */
    static List<String> sentences(String text) {
        return Arrays.stream(text.strip().split("(?<=[.!?])\\s+")).map(String::strip)
                .filter(sentence -> !sentence.isEmpty()).toList();
    }

    private static int[] partners(List<String> ours, List<String> theirs) {
        List<Pair> pairs = new ArrayList<>();
        for (int g = 0; g < ours.size(); g++) {
            for (int r = 0; r < theirs.size(); r++) {
                double similarity = similarity(words(ours.get(g)), words(theirs.get(r)));
                if (similarity >= LEAST_SIMILARITY) {
                    pairs.add(new Pair(g, r, similarity));
                }
            }
        }
        pairs.sort(Comparator.comparingDouble(Pair::similarity).reversed().thenComparingInt(Pair::generated)
                .thenComparingInt(Pair::reference));
        int[] partner = new int[ours.size()];
        Arrays.fill(partner, -1);
        Set<Integer> taken = new HashSet<>();
        for (Pair pair : pairs) {
            if (partner[pair.generated] < 0 && taken.add(pair.reference)) {
                partner[pair.generated] = pair.reference;
            }
        }
        return partner;
    }

    /** Dice coefficient of two sets of words. */
    private static double similarity(Set<String> one, Set<String> other) {
        long common = one.stream().filter(other::contains).count();
        return one.isEmpty() && other.isEmpty() ? 0 : 2.0 * common / (one.size() + other.size());
    }

    private static Set<String> words(String sentence) {
        Set<String> words = new LinkedHashSet<>();
        for (String word : sentence.split("\\s+")) {
            words.add(plain(word));
        }
        words.remove("");
        return words;
    }

    private static String plain(String word) {
        return word.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}.]", "").replaceAll("\\.+$", "");
    }

    private static Row row(String ours, String theirs) {
        Agreement agreement = ours.isEmpty() || theirs.isEmpty()
                ? Agreement.ALONE
                : words(ours).equals(words(theirs)) ? Agreement.SAME : Agreement.DIFFERS;
        return new Row(marked(ours, words(theirs)), marked(theirs, words(ours)), agreement);
    }

    private static List<Word> marked(String sentence, Set<String> other) {
        return Optional.of(sentence).filter(text -> !text.isEmpty()).stream()
                .flatMap(text -> Arrays.stream(text.split("\\s+")))
                .map(word -> new Word(word, plain(word).isEmpty() || other.contains(plain(word)))).toList();
    }
}
