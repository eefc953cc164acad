package org.refers.model.workspace.export;

/** How boxes are written. */
public enum BoxFormat {
    /** DICOM structured reports. */
    SR,
    /** DICOM segmentations: masks of readers' boxes, activation maps of a model. */
    SEG,
    /** One table, a row a box. */
    CSV,
    /** One JSON file as object detectors read it. */
    COCO
}
