package org.refers.viewer.report;

import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.refers.viewer.report.ReportComparison.Agreement;
import org.refers.viewer.report.ReportComparison.Row;
import org.refers.viewer.report.ReportComparison.Word;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ReportComparisonTest {

    private static String text(List<Word> words) {
        return words.stream().map(Word::text).collect(Collectors.joining(" "));
    }

    @Test
    void theSameReportAgreesThroughout() {
        String text = "The heart is enlarged. Small left effusion.";
        List<Row> rows = ReportComparison.of(text, text).rows();

        assertEquals(2, rows.size());
        assertTrue(rows.stream().allMatch(row -> row.agreement() == Agreement.SAME));
    }

    @Test
    void aSwappedSideIsTheWordThatStandsOut() {
        Row row = ReportComparison.of("Small left effusion.", "Small right effusion.").rows().getFirst();

        assertEquals(Agreement.DIFFERS, row.agreement());
        assertEquals(List.of("left"), row.generated().stream().filter(word -> !word.shared()).map(Word::text).toList());
        assertEquals(List.of("right"), row.reference().stream().filter(word -> !word.shared()).map(Word::text)
                .toList());
    }

    @Test
    void sentencesInAnotherOrderStillMeet() {
        List<Row> rows = ReportComparison.of("No effusion is seen. The heart is normal.",
                "The heart is normal. No effusion is seen.").rows();

        assertEquals(2, rows.size());
        assertTrue(rows.stream().allMatch(row -> row.agreement() == Agreement.SAME));
    }

    @Test
    void whatOnlyOneSideSaysStandsAlone() {
        List<Row> rows = ReportComparison.of("Heart size is normal. Old rib fracture.", "Heart size is normal.").rows();

        assertEquals(List.of(Agreement.SAME, Agreement.ALONE), rows.stream().map(Row::agreement).toList());
        assertEquals("", text(rows.getLast().reference()));
    }

    @Test
    void aNumberWithAPeriodIsOneSentence() {
        assertEquals(List.of("Nodule of 1.5 cm.", "No effusion."),
                ReportComparison.sentences(" Nodule of 1.5 cm. No effusion. "));
    }

    /** Whatever the partners, no sentence is lost or shown twice. */
    @Property(tries = 60)
    void everySentenceIsShownOnce(@ForAll @Size(max = 6) List<Integer> seeds) {
        String[] words = {"heart", "lung", "effusion", "left", "right", "clear", "no", "large"};
        String ours = seeds.stream().map(seed -> words[seed & 7] + " " + words[seed >> 3 & 7] + ".").collect(Collectors
                .joining(" "));
        String theirs = seeds.stream().map(seed -> words[seed >> 6 & 7] + " " + words[seed >> 3 & 7] + ".").collect(
                Collectors.joining(" "));
        List<Row> rows = ReportComparison.of(ours, theirs).rows();

        assertEquals(ReportComparison.sentences(ours).stream().sorted().toList(),
                rows.stream().map(row -> text(row.generated())).filter(text -> !text.isEmpty()).sorted().toList());
        assertEquals(ReportComparison.sentences(theirs),
                rows.stream().map(row -> text(row.reference())).filter(text -> !text.isEmpty()).toList());
    }
}
