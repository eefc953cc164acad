package org.refers.model.workspace;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.refers.model.finding.FindingLabel;
import org.refers.model.finding.ReaderBox;
import org.refers.model.study.ViewPosition;

/**
 * A radiograph about to be added to a workspace.
 *
 * @param file the file, absolute or relative to the source's folder
 * @param facts hash and size
 * @param view view position
 * @param modality DICOM code, empty if unknown
 * @param labels labels by finding name; the order of the first radiograph decides the order of findings
 * @param boxes readers' boxes in the file's pixels
 * @param acquisition how it was taken
 */
public record RadiographDraft(Path file, FileFacts facts, ViewPosition view, String modality,
        Map<String, FindingLabel> labels, List<ReaderBox> boxes, Acquisition acquisition) {

    /** Creates a radiograph of whose acquisition nothing is said. */
    public RadiographDraft(Path file, FileFacts facts, ViewPosition view, String modality, // checkstyle: ParameterNumber, because these are the record's components but one.
            Map<String, FindingLabel> labels, List<ReaderBox> boxes) {
        this(file, facts, view, modality, labels, boxes, Acquisition.UNKNOWN);
    }
}
