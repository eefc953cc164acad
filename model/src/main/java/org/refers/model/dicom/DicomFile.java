package org.refers.model.dicom;

/**
 * A DICOM file as read.
 *
 * @param meta file meta information, group 0002; empty where a file has none
 * @param syntax how the data set was encoded and its pixels are compressed
 * @param dataSet everything else
 */
public record DicomFile(DicomObject meta, TransferSyntax syntax, DicomObject dataSet) {

    /** What kind of object the file holds, by its SOP Class UID; empty text where it does not say. */
    public String sopClass() {
        return meta.text(Tags.MEDIA_STORAGE_SOP_CLASS_UID).or(() -> dataSet.text(Tags.SOP_CLASS_UID)).orElse("");
    }
}
