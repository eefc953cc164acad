package org.refers.training.metric;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.refers.model.text.FindingExtractor;
import org.refers.model.text.FindingMention;
import org.refers.model.text.ReportLanguages;
import org.refers.model.text.Side;

/**
 * Scores generated reports by what they say: findings and sides as {@link FindingExtractor} reads them from both texts.
 *
 * <p>A hedged finding counts as named: a report that says "possible nodule" points the reader to it. "Normal" is no
 * finding here; a model that calls everyone normal scores 0.
 */
public final class ReportMetrics {

    private final ReportLanguages languages;

    /** Counts over reports. */
    private static final class Counts {
        private int hits;
        private int generated;
        private int reference;

        private OptionalDouble f1() {
            return generated + reference == 0
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(2.0 * hits / (generated + reference));
        }

        private static OptionalDouble share(int part, int whole) {
            return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / whole);
        }
    }

    /** Scores by the findings that the languages' tables know. */
    public ReportMetrics(ReportLanguages languages) {
        this.languages = languages;
    }

    /**
     * Compares reports with their references.
     *
     * @param generated candidate texts
     * @param references reference texts in the same order
     * @throws IllegalArgumentException if the lists differ in length or are empty
     */
    public ReportScores score(List<String> generated, List<String> references) {
        double bleu = Bleu.corpus(generated, references);
        Map<String, Counts> counts = new LinkedHashMap<>();
        languages.findings().forEach(name -> counts.put(name, new Counts()));
        int sided = 0;
        int rightSide = 0;
        for (int i = 0; i < generated.size(); i++) {
            // Both by the words of the reference's language: a text in another one than was asked for names nothing.
            FindingExtractor extractor = languages.extractorOf(references.get(i));
            Map<String, FindingMention> said = extractor.extract(generated.get(i));
            Map<String, FindingMention> truth = extractor.extract(references.get(i));
            for (Map.Entry<String, Counts> entry : counts.entrySet()) {
                Optional<Side> mine = sideOfPositive(said, entry.getKey());
                Optional<Side> theirs = sideOfPositive(truth, entry.getKey());
                count(entry.getValue(), mine.isPresent(), theirs.isPresent());
                if (mine.isPresent() && theirs.isPresent() && theirs.get() != Side.UNSTATED) {
                    sided++;
                    rightSide += mine.equals(theirs) ? 1 : 0;
                }
            }
        }
        return summary(generated.size(), bleu, counts, rightSide, sided);
    }

    private static Optional<Side> sideOfPositive(Map<String, FindingMention> mentions, String finding) {
        return Optional.ofNullable(mentions.get(finding)).filter(FindingMention::isPositive).map(FindingMention::side);
    }

    private static void count(Counts counts, boolean said, boolean truth) {
        counts.hits += said && truth ? 1 : 0;
        counts.generated += said ? 1 : 0;
        counts.reference += truth ? 1 : 0;
    }

    private static ReportScores summary(int reports, double bleu, Map<String, Counts> counts, int rightSide,
            int sided) {
        Counts all = new Counts();
        Map<String, Double> each = new LinkedHashMap<>();
        counts.forEach((name, one) -> {
            all.hits += one.hits;
            all.generated += one.generated;
            all.reference += one.reference;
            one.f1().ifPresent(f1 -> each.put(name, f1));
        });
        return new ReportScores(reports, bleu, all.f1(), Counts.share(all.hits, all.generated),
                Counts.share(all.hits, all.reference), Counts.share(rightSide, sided), sided, each);
    }
}
