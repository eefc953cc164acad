package org.refers.training.metric;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.refers.model.text.ReportLanguages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ReportMetricsTest {

    private static final double ROUNDING = 1e-12;

    private final ReportMetrics metrics = new ReportMetrics(ReportLanguages.builtIn());

    @Test
    void equalTextsScoreOneAndDisjointTextsNothing() {
        assertEquals(1, Bleu.corpus(List.of("The heart is enlarged."), List.of("the HEART is enlarged .")), ROUNDING);
        assertEquals(0, Bleu.corpus(List.of("one two three four"), List.of("five six seven eight")), ROUNDING);
    }

    /** Six of seven words; phrases of 2: 5 of 6; of 3: 4 of 5; of 4: 3 of 4; equal length, so no penalty. */
    @Test
    void oneWrongLastWordGivesTheClosedForm() {
        double expected = Math.pow(6.0 / 7 * 5 / 6 * 4 / 5 * 3 / 4, 0.25);

        assertEquals(expected, Bleu.corpus(List.of("a b c d e f x"), List.of("a b c d e f g")), ROUNDING);
    }

    /** Five words of ten, all right: precision 1, brevity penalty exp(1 - 10/5). */
    @Test
    void shortTextsPayTheBrevityPenalty() {
        assertEquals(Math.exp(-1), Bleu.corpus(List.of("a b c d e"), List.of("a b c d e f g h i j")), ROUNDING);
    }

    /** Repeating a word does not pay: "a" counts once, as often as in the reference. */
    @Test
    void countsAreClippedAndSummedOverTheCorpus() {
        double expected = Math.pow(5.0 / 8 * 3 / 6 * 2 / 4 * 1 / 2, 0.25);

        assertEquals(expected, Bleu.corpus(List.of("a a a a", "a b c d"), List.of("a x y z", "a b c d")), ROUNDING);
    }

    @Test
    void findingsAndSidesAreScoredOverAllReports() {
        List<String> generated = List.of("Small left pleural effusion. Cardiomegaly.", "No pneumothorax. Right nodule.",
                "Normal chest.");
        List<String> references = List.of("Small right pleural effusion.", "Right nodule. Left pneumothorax.",
                "No acute disease.");

        ReportScores scores = metrics.score(generated, references);

        // Said: effusion, cardiomegaly, nodule. True: effusion, nodule, pneumothorax. Two in common.
        assertEquals(2.0 / 3, scores.findingPrecision().orElseThrow(), ROUNDING);
        assertEquals(2.0 / 3, scores.findingRecall().orElseThrow(), ROUNDING);
        assertEquals(2.0 / 3, scores.findingF1().orElseThrow(), ROUNDING);
        assertEquals(0.5, scores.sideAccuracy().orElseThrow(), ROUNDING);
        assertEquals(2, scores.sided());
        assertEquals(1.0, scores.f1ByFinding().get("nodule"), ROUNDING);
        assertEquals(0.0, scores.f1ByFinding().get("cardiomegaly"), ROUNDING);
        assertFalse(scores.f1ByFinding().containsKey("mass"));
    }

    @Test
    void whatCannotBeScoredIsEmptyAndNotZero() {
        ReportScores scores = metrics.score(List.of("Normal chest."), List.of("No acute disease."));

        assertTrue(scores.findingF1().isEmpty());
        assertTrue(scores.sideAccuracy().isEmpty());
        assertThrows(IllegalArgumentException.class, () -> metrics.score(List.of("a"), List.of()));
        assertThrows(IllegalArgumentException.class, () -> metrics.score(List.of(), List.of()));
    }
}
