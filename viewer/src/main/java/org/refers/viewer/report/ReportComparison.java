package org.refers.viewer.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.refers.model.text.FindingMention;

/**
 * Two reports laid side by side by sentence: the pairs whose words agree best in sum; what finds no partner stands alone. The
 * findings that a sentence names count as words of it, so that two sentences meet that say the same in other words.
 *
 * @param rows in the reference's order, generated sentences without a partner after the one they follow
 */
public record ReportComparison(List<Row> rows) {

    /** Below this share of common words two sentences are about different things. */
    private static final double LEAST_SIMILARITY = 0.3;

    /** A period inside a number ends no sentence, nor does that of a list's number. */
    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?])(?<!(?:^|[.!?]\\s{1,3})\\d{1,2}\\.)\\s+|$");
    private static final Pattern WORD = Pattern.compile("\\S+");

    /** How the two sentences of a row agree. */
    public enum Agreement {
        /** The same words. */
        SAME,
        /** A partner with other words. */
        DIFFERS,
        /** A partner that says of a finding what cannot be true as well. */
        CONTRADICTS,
        /** Only the generated report says it. */
        EXTRA,
        /** Only the reference says it. */
        MISSING;

        /** Whether a partner has other words. */
        boolean isOfOtherWords() {
            return this == DIFFERS || this == CONTRADICTS;
        }
    }

    /**
     * A word of a sentence.
     *
     * @param text with its punctuation
     * @param from its first letter in its report
     * @param shared whether the partner has it too
     */
    public record Word(String text, int from, boolean shared) {
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

    /** A sentence, where it begins in its report, and what it says. */
    private record Sentence(String text, int from, Set<String> words, Map<String, FindingMention> findings) {

        static final Sentence NONE = new Sentence("", 0, Set.of(), Map.of());

        boolean contradicts(Sentence other) {
            return findings.values().stream().anyMatch(
                    mine -> Optional.ofNullable(other.findings.get(mine.finding())).filter(mine::contradicts)
                            .isPresent());
        }
    }

    /** Copies the rows. */
    public ReportComparison {
        rows = List.copyOf(rows);
    }

    /**
     * Lays two texts side by side; either may be empty.
     *
     * @param topics what a sentence says of findings, by their names
     */
    public static ReportComparison of(String generated, String reference,
            Function<String, Map<String, FindingMention>> topics) {
        List<Sentence> ours = sentences(generated, topics);
        List<Sentence> theirs = sentences(reference, topics);
        int[] partner = SentencePairs.of(similarities(ours, theirs));
        List<Row> rows = new ArrayList<>();
        for (int g = 0; g < ours.size() && partner[g] < 0; g++) {
            rows.add(row(ours.get(g), Sentence.NONE));
        }
        for (int r = 0; r < theirs.size(); r++) {
            int mate = indexOf(partner, r);
            rows.add(row(mate < 0 ? Sentence.NONE : ours.get(mate), theirs.get(r)));
            for (int g = mate + 1; mate >= 0 && g < ours.size() && partner[g] < 0; g++) {
                rows.add(row(ours.get(g), Sentence.NONE));
            }
        }
        return new ReportComparison(rows);
    }

    private static int indexOf(int[] partner, int wanted) {
        for (int i = 0; i < partner.length; i++) {
            if (partner[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    private static List<Sentence> sentences(String text, Function<String, Map<String, FindingMention>> topics) {
        List<Sentence> sentences = new ArrayList<>();
        Matcher ends = SENTENCE_END.matcher(text);
        int from = 0;
        while (ends.find()) {
            String sentence = text.substring(from, ends.start()).strip();
            if (!sentence.isEmpty()) {
                sentences.add(new Sentence(sentence, text.indexOf(sentence, from), words(sentence),
                        topics.apply(sentence)));
            }
            from = ends.end();
        }
        return sentences;
    }

    private static double[][] similarities(List<Sentence> ours, List<Sentence> theirs) {
        double[][] similarities = new double[ours.size()][theirs.size()];
        for (int g = 0; g < ours.size(); g++) {
            for (int r = 0; r < theirs.size(); r++) {
                similarities[g][r] = similarity(ours.get(g), theirs.get(r));
            }
        }
        return similarities;
    }

    /** Dice coefficient of what two sentences say; 0 if it is too little and no finding is common. */
    private static double similarity(Sentence one, Sentence other) {
        long findings = common(one.findings().keySet(), other.findings().keySet());
        int said = one.words().size() + other.words().size() + one.findings().size() + other.findings().size();
        double similarity = said == 0 ? 0 : 2.0 * (common(one.words(), other.words()) + findings) / said;
        return findings > 0 || similarity >= LEAST_SIMILARITY ? similarity : 0;
    }

    private static long common(Set<String> one, Set<String> other) {
        return one.stream().filter(other::contains).count();
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

    private static Row row(Sentence ours, Sentence theirs) {
        Agreement agreement;
        if (theirs.text().isEmpty()) {
            agreement = Agreement.EXTRA;
        } else if (ours.text().isEmpty()) {
            agreement = Agreement.MISSING;
        } else {
            agreement = ours.words().equals(theirs.words())
                    ? Agreement.SAME
                    : ours.contradicts(theirs) ? Agreement.CONTRADICTS : Agreement.DIFFERS;
        }
        return new Row(marked(ours, theirs.words()), marked(theirs, ours.words()), agreement);
    }

    private static List<Word> marked(Sentence sentence, Set<String> other) {
        Set<String> shared = new HashSet<>(other);
        shared.add("");
        return WORD.matcher(sentence.text()).results().map(word -> new Word(word.group(),
                sentence.from() + word.start(), shared.contains(plain(word.group())))).toList();
    }
}
