package org.refers.training.explain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.refers.model.finding.Consensus;
import org.refers.model.finding.FindingLabel;
import org.refers.model.finding.InputGeometry;
import org.refers.model.finding.ReaderBox;
import org.refers.model.workspace.RadiographEntry;
import org.refers.training.data.FindingDataset;
import org.refers.training.predict.Preprocessing;

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

    /**
     * The boxed radiographs of a dataset, as evaluation sees them. An entry whose size the workspace does not know is
     * left out.
     *
     * @param dataset labelled radiographs
     * @param entries entries of those that have boxes; others may be among them
     * @param preprocessing of the model
     * @param inputSize side of the model's input in pixels
     */
    public static List<BoxedRadiograph> of(FindingDataset dataset, List<RadiographEntry> entries,
            Preprocessing preprocessing, int inputSize) {
        Map<String, RadiographEntry> known = new HashMap<>();
        entries.forEach(entry -> known.put(entry.id(), entry));
        List<BoxedRadiograph> boxed = new ArrayList<>();
        for (int i = 0; i < dataset.size(); i++) {
            RadiographEntry entry = known.get(dataset.radiographs().get(i).id());
            List<ReaderBox> boxes = entry == null ? List.of() : boxesOf(entry);
            if (entry != null && !boxes.isEmpty() && entry.rows() > 0 && entry.columns() > 0) {
                boxed.add(new BoxedRadiograph(dataset.evaluation(i, i + 1).pixels(),
                        preprocessing.geometry(entry.rows(), entry.columns(), inputSize), entry.rows(),
                        entry.columns(), boxes));
            }
        }
        return boxed;
    }

    /**
     * The boxes of an entry, without those of findings that its labels deny, and without a consensus: it is made from the
     * readers' boxes, and they would count twice.
     */
    public static List<ReaderBox> boxesOf(RadiographEntry entry) {
        return entry.boxes().stream().filter(box -> entry.labels().get(box.finding()) != FindingLabel.ABSENT)
                .filter(box -> !box.reader().equals(Consensus.READER)).toList();
    }

    /** The boxes of one finding. */
    public List<ReaderBox> boxes(String finding) {
        return boxes.stream().filter(box -> box.finding().equals(finding)).toList();
    }
}
