package org.refers.model.workspace.export;

/** How boxes are written. */
public enum BoxFormat {
    /** DICOM structured reports. */
    SR,
    /** DICOM segmentations: masks of readers' boxes, activation maps of a model. */
    SEG,
    /** DICOM presentation states: what viewers draw over the radiograph, measurements too. */
    GSPS,
    /** One table, a row a box. */
    CSV,
    /** One JSON file as object detectors read it. */
    COCO;

    /** Whether this is an object a radiograph and observer in a folder, and not one file for all. */
    public boolean isDicom() {
        return this != CSV && this != COCO;
    }
}
