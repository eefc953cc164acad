package org.refers.model.text;

import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.refers.model.study.Report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ReportTextTest {

    private final ReportText reports = ReportText.english();

    @Test
    void sectionsAreFoundUnderTheirHeaders() {
        Report report = reports.parse("""
                                 FINAL REPORT
                 EXAMINATION:  CHEST (PA AND LAT)

                 INDICATION:  Cough. Impression of fever.

                 FINDINGS:

                 The heart is enlarged.
                   No effusion.

                 IMPRESSION:

                 1. Cardiomegaly.

                 NOTIFICATION:  Discussed by telephone.
                """);

        assertEquals(new Report("The heart is enlarged. No effusion.", "1. Cardiomegaly."), report);
    }

    @Test
    void headersMayBeLowerCaseInlineOrAloneOnTheirLine() {
        assertEquals(new Report("Clear lungs.", "Normal."),
                reports.parse("Comparison: none. Findings: Clear lungs. Conclusion: Normal."));
        assertEquals(new Report("Clear lungs.", "Normal."), reports.parse(
                "FINDINGS\r\nClear lungs.\r\nImpression\r\nNormal."));
        assertEquals(new Report("Clear lungs.", "Normal."), reports.parse(
                "history fever FINDINGS: Clear lungs. IMPRESSION : Normal."));
    }

    @Test
    void aHeaderWordInsideASentenceIsNoHeader() {
        assertEquals(new Report("Compared with these findings: no change. The findings are stable.", ""),
                reports.parse("Compared with these findings: no change. The findings are stable."));
    }

    @Test
    void textWithoutHeadersIsFindingsAndRepeatedSectionsAreJoined() {
        assertEquals(new Report("Heart normal.", ""), reports.parse(" Heart\n normal. "));
        assertEquals(new Report("One. Three.", "Two."), reports.parse(
                "FINDINGS: One.\nIMPRESSION: Two.\nFINDINGS: Three."));
        assertEquals(new Report("Heart normal.", ""), reports.parse("Heart normal.\nCOMPARISON: None."));
        assertEquals(new Report("", ""), reports.parse("INDICATION: Cough.\nCOMPARISON: None."));
    }

    /** Forms that MIMIC-CXR's reports are known for. */
    @Test
    void findingsWithoutAHeadingAreFoundWhereTheDictationGoesOn() {
        assertEquals(new Report("PA and lateral views. The lungs are clear. No effusion.", ""), reports.parse("""
                                 FINAL REPORT
                 CHEST, TWO VIEWS:  ___

                 HISTORY:  Cough.

                 COMPARISON:  None.

                 PA and lateral views.  The lungs are clear.

                 No effusion.
                """), "after the last section's paragraph");
        assertEquals(new Report("The lungs are clear.", "Normal."), reports.parse("""
                 REASON FOR CHEST RADIOGRAPH: Fever since a week.
                 CHEST, PA AND LATERAL:  The lungs are clear.
                 IMPRESSION:  Normal.
                """), "under a heading that names the picture");
        assertEquals(new Report("The lungs are clear and the heart is normal.", ""), reports.parse("""
                                 FINAL REPORT
                 The lungs are clear and the heart is normal.
                """), "under FINAL REPORT alone");
        assertEquals(new Report("Small effusion.", "Effusion."), reports.parse("""
                 WET READ: ___ ___ 7:30 AM
                  No effusion at all.
                 ______________________________________________________________________________
                                 FINAL REPORT
                 ADDENDUM:  The patient was called.
                 FINDINGS:  Small effusion.
                 IMPRESSION:  Effusion.
                """), "wet reads and addenda are not the report");
        assertEquals(new Report("Clear lungs, normal heart.", ""), reports.parse(
                "INDICATION: Cough.\nIMPRESSION AND FINDINGS: Clear lungs, normal heart."), "merged headings");
        assertEquals(new Report("", ""), reports.parse("INDICATION: Cough.\n\nSigned."), "a word is no finding");
    }

    @Test
    void fewerThanThreeTokensAreTooShort() {
        assertTrue(ReportText.isTooShort(new Report("", "")));
        assertTrue(ReportText.isTooShort(new Report("Normal", " chest ")));
        assertFalse(ReportText.isTooShort(new Report("Normal", "chest today")));
    }

    @Test
    void decoderFormIsLowerCaseWithoutMarksAndCompatibilityForms() {
        assertEquals("epanchement cafe\u00b5".replace('\u00b5', '\u03bc') + " fi 2", ReportText.decoderForm(
                "\u00c9panchement Caf\u00e9\u00b5 \ufb01 \u00b2"));
    }

    @Test
    void sidesSwapAsWholeWordsAndKeepTheirCase() {
        assertEquals("Right effusion, LEFT-sided line, bright rim, left.",
                reports.mirrorSides("Left effusion, RIGHT-sided line, bright rim, right."));
        assertEquals("RLL opacity, dextroscoliosis of L1, leftward shift; R/O copyright",
                reports.mirrorSides("LLL opacity, levoscoliosis of L1, rightward shift; R/O copyright"));
    }

    @Property
    void swappingTwiceGivesTheTextBack(@ForAll("prose") String text) {
        assertEquals(text, reports.mirrorSides(reports.mirrorSides(text)));
    }

    @Property
    void theSwapChangesSideWordsOnly(@ForAll("prose") String text) {
        String[] before = text.split(" ");
        String[] after = reports.mirrorSides(text).split(" ");
        for (int i = 0; i < before.length; i++) {
            boolean side = List.of("left", "right").contains(before[i].toLowerCase(Locale.ROOT).replaceAll(
                    "[,.]|-sided", ""));
            assertEquals(side, !before[i].equals(after[i]));
        }
    }

    @Provide
    Arbitrary<String> prose() {
        return Arbitraries.of("left", "Right", "LEFT", "right-sided", "bright", "effusion,", "upright", "the", "left.",
                "\u00e9t\u00e9")
                .list().ofMinSize(1).ofMaxSize(12).map(words -> String.join(" ", words));
    }
}
