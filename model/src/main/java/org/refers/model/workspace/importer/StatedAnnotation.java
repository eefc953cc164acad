package org.refers.model.workspace.importer;

import org.refers.model.finding.FindingLabel;
import org.refers.model.finding.ReaderBox;
import org.refers.model.finding.ReaderMeasurement;

/** Something that a file of annotations says, before it is known whether the workspace has its radiograph. */
sealed interface StatedAnnotation {

    /** Where it stands, such as {@code line 3}. */
    String where();

    /**
     * How a file names a radiograph.
     *
     * @param key as this program's exports name it; empty if it does not
     * @param file name of the picture's file; empty if it does not say
     * @param instance SOP Instance UID; empty if it does not say
     * @param columns the picture's width in pixels, 0 if it does not say
     * @param rows the picture's height
     */
    record Picture(String key, String file, String instance, int columns, int rows) {
    }

    /**
     * A box.
     *
     * @param picture which radiograph
     * @param box who drew what where; the reader as the file names him
     */
    record OfBox(String where, Picture picture, ReaderBox box) implements StatedAnnotation {
    }

    /**
     * A label.
     *
     * @param picture which radiograph; of no meaning for a study
     * @param study key of the study, empty for a label of a radiograph
     * @param reader as the file names him
     */
    record OfLabel(String where, Picture picture, String study, String reader, String finding, FindingLabel value)
            implements
                StatedAnnotation {
    }

    /**
     * A measurement.
     *
     * @param picture which radiograph
     * @param measurement who measured what where; the reader as the file names him
     */
    record OfMeasurement(String where, Picture picture, ReaderMeasurement measurement) implements StatedAnnotation {
    }
}
