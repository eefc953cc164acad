package org.refers.model.workspace.importer;

import org.refers.model.study.ViewPosition;

/**
 * What a file's header says. Texts are empty where it says nothing.
 *
 * @param rows height in pixels
 * @param columns width in pixels
 * @param view view position
 * @param modality DICOM code
 * @param patient Patient ID (0010,0020)
 * @param study Study Instance UID (0020,000D)
 * @param accession Accession Number (0008,0050)
 * @param taken study date and time, sortable as text
 */
record FileHeader(int rows, int columns, ViewPosition view, String modality, String patient, String study,
        String accession, String taken) {

    static FileHeader ofPicture(int rows, int columns) {
        return new FileHeader(rows, columns, ViewPosition.UNKNOWN, "", "", "", "", "");
    }

    @Override
    public String toString() {
        return rows + " x " + columns;
    }
}
