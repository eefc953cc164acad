package org.refers.model.dicom.structured;

import java.time.LocalDateTime;
import java.util.List;

/**
 * The boxes that one observer found in one radiograph.
 *
 * @param radiograph where they are
 * @param observer who found them
 * @param boxes what was found; a box beyond the radiograph's edge is cut at it
 * @param written when the report was made
 */
public record BoxReport(ReferencedRadiograph radiograph, Observer observer, List<FoundBox> boxes,
        LocalDateTime written) {

    /** Creates a report. */
    public BoxReport {
        boxes = List.copyOf(boxes);
    }
}
