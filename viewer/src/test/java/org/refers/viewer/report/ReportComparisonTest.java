package org.refers.viewer.report;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.refers.model.finding.FindingLabel;
import org.refers.model.text.FindingMention;
import org.refers.model.text.Side;
import org.refers.viewer.report.ReportComparison.Agreement;
import org.refers.viewer.report.ReportComparison.Row;
import org.refers.viewer.report.ReportComparison.Word;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ReportComparisonTest {

    private static List<Row> of(String generated, String reference) {
        return ReportComparison.of(generated, reference, sentence -> Map.of()).rows();
    }

    /** Sentences as they are told apart. */
    private static List<String> sentences(String text) {
        return of(text, "").stream().map(row -> text(row.generated())).toList();
    }

    private static String text(List<Word> words) {
        return words.stream().map(Word::text).collect(Collectors.joining(" "));
    }

    @Test
    void theSameReportAgreesThroughout() {
        String text = "The heart is enlarged. Small left effusion.";
        List<Row> rows = of(text, text);

        assertEquals(2, rows.size());
        assertTrue(rows.stream().allMatch(row -> row.agreement() == Agreement.SAME));
    }

    @Test
    void aSwappedSideIsTheWordThatStandsOut() {
        Row row = of("Small left effusion.", "Small right effusion.").getFirst();

        assertEquals(Agreement.DIFFERS, row.agreement());
        assertEquals(List.of("left"), row.generated().stream().filter(word -> !word.shared()).map(Word::text).toList());
        assertEquals(List.of("right"), row.reference().stream().filter(word -> !word.shared()).map(Word::text)
                .toList());
    }

    @Test
    void sentencesInAnotherOrderStillMeet() {
        List<Row> rows = of("No effusion is seen. The heart is normal.",
                "The heart is normal. No effusion is seen.");

        assertEquals(2, rows.size());
        assertTrue(rows.stream().allMatch(row -> row.agreement() == Agreement.SAME));
    }

    @Test
    void whatOnlyOneSideSaysStandsAlone() {
        List<Row> rows = of("Heart size is normal. Old rib fracture.", "Heart size is normal.");

        assertEquals(List.of(Agreement.SAME, Agreement.EXTRA), rows.stream().map(Row::agreement).toList());
        assertEquals("", text(rows.getLast().reference()));
    }

    @Test
    void findingsThatASentenceNamesCountAsItsWords() {
        List<Row> apart = of("The heart is enlarged.", "Cardiomegaly.");
        List<Row> met = ReportComparison.of("The heart is enlarged.", "Cardiomegaly.",
                sentence -> said("cardiomegaly", Side.UNSTATED, FindingLabel.PRESENT)).rows();

        assertEquals(List.of(Agreement.MISSING, Agreement.EXTRA).stream().sorted().toList(),
                apart.stream().map(Row::agreement).sorted().toList());
        assertEquals(List.of(Agreement.DIFFERS), met.stream().map(Row::agreement).toList());
    }

    private static Map<String, FindingMention> said(String finding, Side side, FindingLabel label) {
        return Map.of(finding, new FindingMention(finding, side, label));
    }

    @Test
    void sentencesThatCannotBothBeTrueContradictEachOther() {
        for (FindingMention ours : List.of(new FindingMention("effusion", Side.UNSTATED, FindingLabel.ABSENT),
                new FindingMention("effusion", Side.RIGHT, FindingLabel.UNCERTAIN))) {
            List<Row> rows = ReportComparison.of("One.", "Other.", sentence -> sentence.equals("One.")
                    ? Map.of("effusion", ours)
                    : said("effusion", Side.LEFT, FindingLabel.PRESENT)).rows();
            assertEquals(List.of(Agreement.CONTRADICTS), rows.stream().map(Row::agreement).toList(), ours.toString());
        }
        List<Row> agree = ReportComparison.of("One.", "Other.", sentence -> said("effusion",
                sentence.equals("One.") ? Side.UNSTATED : Side.LEFT, FindingLabel.PRESENT)).rows();
        assertEquals(List.of(Agreement.DIFFERS), agree.stream().map(Row::agreement).toList());
    }

    /** The nearest pair first would leave the other two sentences alone; the best sum pairs all four. */
    @Test
    void theSumOfAllPairsDecidesAndNotTheBestPair() {
        List<Row> rows = of("a b c d. a b x y.", "a b c x. c d m n.");

        assertEquals(List.of(Agreement.DIFFERS, Agreement.DIFFERS), rows.stream().map(Row::agreement).toList());
        assertEquals("a b x y.", text(rows.getFirst().generated()));
    }

    @Test
    void aWordKnowsItsPlaceInItsReport() {
        String generated = "  The heart is large.  No effusion. ";
        for (Row row : of(generated, "No effusion.")) {
            for (Word word : row.generated()) {
                assertTrue(generated.startsWith(word.text(), word.from()), word.toString());
            }
        }
    }

    @Property(tries = 200)
    void noOtherPairsAreMoreAlikeInSum(@ForAll @Size(min = 1, max = 5) List<@IntRange(max = 3) Integer> seeds,
            @ForAll @IntRange(min = 1, max = 5) int columns) {
        double[][] similarity = new double[seeds.size()][columns];
        for (int row = 0; row < seeds.size(); row++) {
            for (int column = 0; column < columns; column++) {
                similarity[row][column] = (seeds.get(row) * 7 + column * 5 + row * column) % 4 / 4.0;
            }
        }
        int[] pairs = SentencePairs.of(similarity);
        double sum = 0;
        for (int row = 0; row < pairs.length; row++) {
            sum += pairs[row] < 0 ? 0 : similarity[row][pairs[row]];
        }
        assertEquals(best(similarity, 0, new boolean[columns]), sum, 1e-9);
        assertEquals(Arrays.stream(pairs).filter(pair -> pair >= 0).count(),
                Arrays.stream(pairs).filter(pair -> pair >= 0).distinct().count());
    }

    private static double best(double[][] similarity, int row, boolean[] taken) {
        if (row == similarity.length) {
            return 0;
        }
        double best = best(similarity, row + 1, taken);
        for (int column = 0; column < taken.length; column++) {
            if (!taken[column]) {
                taken[column] = true;
                best = Math.max(best, similarity[row][column] + best(similarity, row + 1, taken));
                taken[column] = false;
            }
        }
        return best;
    }

    @Test
    void aNumberWithAPeriodIsOneSentence() {
        assertEquals(List.of("Nodule of 1.5 cm.", "No effusion."),
                sentences(" Nodule of 1.5 cm. No effusion. "));
        assertEquals(List.of("1. Cardiomegaly.", "2. Mass in segment 12.", "Normal."),
                sentences("1. Cardiomegaly.  2. Mass in segment 12. Normal."));
    }

    /** Whatever the partners, no sentence is lost or shown twice. */
    @Property(tries = 60)
    void everySentenceIsShownOnce(@ForAll @Size(max = 6) List<Integer> seeds) {
        String[] words = {"heart", "lung", "effusion", "left", "right", "clear", "no", "large"};
        String ours = seeds.stream().map(seed -> words[seed & 7] + " " + words[seed >> 3 & 7] + ".").collect(Collectors
                .joining(" "));
        String theirs = seeds.stream().map(seed -> words[seed >> 6 & 7] + " " + words[seed >> 3 & 7] + ".").collect(
                Collectors.joining(" "));
        List<Row> rows = of(ours, theirs);

        assertEquals(sentences(ours).stream().sorted().toList(),
                rows.stream().map(row -> text(row.generated())).filter(text -> !text.isEmpty()).sorted().toList());
        assertEquals(sentences(theirs),
                rows.stream().map(row -> text(row.reference())).filter(text -> !text.isEmpty()).toList());
    }
}
