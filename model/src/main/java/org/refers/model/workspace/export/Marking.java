package org.refers.model.workspace.export;

import java.util.List;
import org.refers.model.dicom.segmentation.ActivationSegment;
import org.refers.model.dicom.structured.FoundBox;
import org.refers.model.dicom.structured.Observer;
import org.refers.model.workspace.RadiographEntry;

/**
 * What one observer marked in one radiograph.
 *
 * @param radiograph the radiograph
 * @param observer reader or model
 * @param boxes the boxes
 * @param maps a model's activation maps, which segmentations hold in place of boxes; none of a reader
 */
public record Marking(RadiographEntry radiograph, Observer observer, List<FoundBox> boxes,
        List<ActivationSegment> maps) {

    /** Creates a marking. */
    public Marking {
        boxes = List.copyOf(boxes);
        maps = List.copyOf(maps);
    }
}
