package org.refers.model.workspace.check;

import org.refers.model.study.ViewPosition;
import org.refers.model.workspace.Split;

/**
 * A radiograph with all that rules ask for. Texts are empty where nobody said.
 *
 * @param row number in the database
 * @param key pseudonymous key
 * @param owner whose it is
 * @param taken how it was taken
 * @param measured what the check measured
 */
record CheckedRadiograph(int row, String key, Owner owner, Taken taken, Measured measured) {

    /**
     * Whose it is.
     *
     * @param study number of the study
     * @param patient number of the patient
     * @param split side of the patient
     * @param source the source in words, without its path
     * @param sex DICOM's code
     * @param age in years, below 0 if unknown
     */
    record Owner(int study, int patient, Split split, String source, String sex, double age) {
    }

    /** How it was taken. */
    record Taken(ViewPosition view, String modality, int rows, int columns, String manufacturer) {
    }

    /**
     * What the check measured.
     *
     * @param done whether it was measured
     * @param problem why it cannot be read, empty if it can
     * @param stated view of the header
     * @param named view of the file's name
     */
    record Measured(boolean done, String problem, String format, int bits, String stated, String named,
            String burnedIn, boolean constant, PictureFacts.Layout layout) {

        boolean readable() {
            return done && problem.isEmpty();
        }
    }
}
