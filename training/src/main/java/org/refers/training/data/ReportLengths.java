package org.refers.training.data;

import java.util.stream.IntStream;
import org.refers.model.text.ReportText;
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
     * Asks the workspace, which has counted the words of most reports, and passes over the rest; over all where words are taken out.
     *
     * @param mask words that are taken out of the reports
     * @param words fewest words a report has, at least 1
     */
    static ReportLengths read(Workspace workspace, WordMask mask, int words) throws WorkspaceException {
        IntStream.Builder enough = IntStream.builder();
        IntStream.Builder unclear = IntStream.builder();
        boolean counted = mask.isEmpty();
        if (counted) {
            IntStream.of(workspace.studiesOfWords(words)).forEach(enough);
        }
        workspace.eachReport(LETTERS, counted, (report, study) -> {
            boolean cut = report.findings().length() >= LETTERS || report.impression().length() >= LETTERS;
            if (ReportText.words(ReportedStudies.text(report, mask)) >= words + (cut ? CUT_WORDS : 0)) {
                enough.add(study);
            } else if (cut) {
                unclear.add(study);
            }
        });
        return new ReportLengths(enough.build().toArray(), unclear.build().toArray());
    }
}
