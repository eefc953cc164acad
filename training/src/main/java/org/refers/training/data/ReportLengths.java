package org.refers.training.data;

import java.util.stream.IntStream;
import org.refers.model.workspace.Workspace;
import org.refers.model.workspace.WorkspaceException;

/**
 * Which studies have a report of enough words, told from the reports' beginnings.
 *
 * @param enough numbers of the studies that have
 * @param unclear numbers of those whose report goes on behind its beginning
 */
record ReportLengths(int[] enough, int[] unclear) {

    /** Enough of a section to see that a report has the few words it must have; where it is not, the whole is read. */
    private static final int LETTERS = 64;
    /** Each section's beginning may end within a word. */
    private static final int CUT_WORDS = 2;

    /**
     * Passes over all reports.
     *
     * @param mask words that are taken out of the reports
     * @param words fewest words a report has, at least 1
     */
    static ReportLengths read(Workspace workspace, WordMask mask, int words) throws WorkspaceException {
        IntStream.Builder enough = IntStream.builder();
        IntStream.Builder unclear = IntStream.builder();
        workspace.eachReport(LETTERS, (report, study) -> {
            if (mask.isEmpty()
                    && plainWords(report.findings()) + plainWords(report.impression()) >= words + CUT_WORDS) {
                enough.add(study);
                return;
            }
            boolean cut = report.findings().length() >= LETTERS || report.impression().length() >= LETTERS;
            if (words(ReportedStudies.text(report, mask)) >= words + (cut ? CUT_WORDS : 0)) {
                enough.add(study);
            } else if (cut) {
                unclear.add(study);
            }
        });
        return new ReportLengths(enough.build().toArray(), unclear.build().toArray());
    }

    /** Words of a text as far as it is of plain letters: a lower bound that needs no search by patterns. */
    private static int plainWords(String text) {
        int words = 0;
        boolean inWord = false;
        for (int i = 0; i < text.length() && text.charAt(i) < 128; i++) {
            boolean letter = text.charAt(i) > ' ';
            words += letter && !inWord ? 1 : 0;
            inWord = letter;
        }
        return words;
    }

    /** Words of a text between single blanks. */
    static int words(String text) {
        return text.isEmpty() ? 0 : (int) text.chars().filter(letter -> letter == ' ').count() + 1;
    }
}
