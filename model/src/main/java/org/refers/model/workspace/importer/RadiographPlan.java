package org.refers.model.workspace.importer;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.refers.model.finding.FindingLabel;
import org.refers.model.finding.ReaderBox;
import org.refers.model.study.ViewPosition;
import org.refers.model.workspace.Acquisition;

/**
 * A radiograph as a source's tables tell of it, before its file was read.
 *
 * @param file absolute path
 * @param view view position; UNKNOWN leaves it to the file's header
 * @param modality DICOM code; empty leaves it to the file's header
 * @param labels labels by finding
 * @param boxes readers' boxes on the grid
 * @param grid the pixel grid that boxes are given on
 * @param device how it was taken; what is unknown is left to the file's header
 */
record RadiographPlan(Path file, ViewPosition view, String modality, Map<String, FindingLabel> labels,
        List<ReaderBox> boxes, Grid grid, Acquisition device) {

    /** A pixel grid. Published boxes often refer to a picture of another size than the file at hand. */
    record Grid(double columns, double rows) {

        /** The file's own pixels. */
        static final Grid OF_FILE = new Grid(0, 0);
    }

    RadiographPlan(Path file, ViewPosition view, String modality, Map<String, FindingLabel> labels,
            List<ReaderBox> boxes) {
        this(file, view, modality, labels, boxes, Grid.OF_FILE);
    }

    RadiographPlan(Path file, ViewPosition view, String modality, Map<String, FindingLabel> labels, // checkstyle: ParameterNumber, because these are the record's components but one.
            List<ReaderBox> boxes, Grid grid) {
        this(file, view, modality, labels, boxes, grid, Acquisition.UNKNOWN);
    }

    RadiographPlan takenWith(Acquisition acquisition) {
        return new RadiographPlan(file, view, modality, labels, boxes, grid, acquisition);
    }

    @Override
    public String toString() {
        return "radiograph";
    }
}
