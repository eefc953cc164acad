package org.refers.model.dicom;

/**
 * A DICOM file as read.
 *
 * @param meta file meta information, group 0002; empty where a file has none
 * @param syntax how the data set was encoded and its pixels are compressed
 * @param dataSet everything else
 */
public record DicomFile(DicomObject meta, TransferSyntax syntax, DicomObject dataSet) {
}
