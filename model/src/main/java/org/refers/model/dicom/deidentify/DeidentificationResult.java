package org.refers.model.dicom.deidentify;

import java.util.List;

/**
 * What a de-identification did.
 *
 * @param files DICOM files in the output folder now, whether this run wrote them or an earlier one
 * @param reports report texts, likewise
 * @param patients their patients
 * @param studies their studies
 * @param unchanged files and texts that were there already and were left as they are
 * @param totals attributes dealt with in all files
 * @param pixelReview files whose pixels somebody has to look at, below the output folder
 * @param reportReview texts that somebody has to read, likewise
 * @param rejected what was left out; names of originals, to be shown and never logged
 * @param keyFingerprint which key it was
 */
public record DeidentificationResult( // checkstyle: RecordComponentNumber, because the command's object has these keys
        int files, int reports, int patients, int studies, int unchanged, ActionCounts.Totals totals,
        List<String> pixelReview, List<String> reportReview, List<Rejection> rejected, String keyFingerprint) {

    /**
     * A file that was left out.
     *
     * @param file path below the source
     * @param reason one sentence
     */
    public record Rejection(String file, String reason) {
    }
}
