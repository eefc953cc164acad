package org.refers.training.explain;

import java.util.List;
import org.refers.model.finding.FindingLabel;
import org.refers.model.finding.InputGeometry;
import org.refers.model.finding.ReaderBox;
import org.refers.model.workspace.RadiographEntry;

/**
 * A radiograph on which maps are measured.
 *
 * @param input the network's input as evaluation sees it, C * S * S values
 * @param geometry where that input lies in the radiograph
 * @param rows height of the radiograph in pixels
 * @param columns width of the radiograph in pixels
 * @param boxes readers' boxes of findings that are present
 */
public record BoxedRadiograph(float[] input, InputGeometry geometry, int rows, int columns, List<ReaderBox> boxes) {

    /** Creates a radiograph; the list is copied, the pixels are not. */
    public BoxedRadiograph {
        boxes = List.copyOf(boxes);
    }

    /** The boxes of an entry, without those of findings that its labels deny. */
    public static List<ReaderBox> boxesOf(RadiographEntry entry) {
        return entry.boxes().stream().filter(box -> entry.labels().get(box.finding()) != FindingLabel.ABSENT).toList();
    }

    /** The boxes of one finding. */
    public List<ReaderBox> boxes(String finding) {
        return boxes.stream().filter(box -> box.finding().equals(finding)).toList();
    }
}
