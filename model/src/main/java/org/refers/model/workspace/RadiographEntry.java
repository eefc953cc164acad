package org.refers.model.workspace;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.refers.model.finding.FindingLabel;
import org.refers.model.finding.ReaderBox;
import org.refers.model.study.ViewPosition;

/**
 * One radiograph of a workspace, without its pixels.
 *
 * @param id pseudonymous key, stable over re-imports; fit for logs and run folders
 * @param file where the pixels are; never written to a log or a run folder, since names may hold a patient's
 * @param view view position
 * @param modality DICOM code such as {@code CR} or {@code DX}; {@code RG} where a source says no more than "X-ray";
 *     empty where nobody said
 * @param rows height in pixels, 0 if not read yet
 * @param columns width in pixels, 0 if not read yet
 * @param sha256 of the file's bytes, lower-case hexadecimal
 * @param labels labels by finding name; a finding that is not a key is unknown
 * @param boxes readers' boxes in the file's pixels
 */
public record RadiographEntry(String id, Path file, ViewPosition view, String modality, int rows, int columns,
        String sha256, Map<String, FindingLabel> labels, List<ReaderBox> boxes) {

    /**
     * Modalities that are cross sections or otherwise no projection; some collections mix them in. OT (other) is not among
     * them: converted and scanned radiographs often bear it.
     */
    private static final Set<String> NO_PROJECTION = Set.of("CT", "MR", "US", "PT", "NM", "SEG", "SR");

    /** Whether this is a projection image as far as its source says; CT slices and the like are not. */
    public boolean isProjection() {
        return isProjection(modality);
    }

    private static boolean isProjection(String modality) {
        return !NO_PROJECTION.contains(modality);
    }

    /** The modalities that are no projections, as a list of SQL. */
    static String noProjections() {
        return NO_PROJECTION.stream().map(modality -> "'" + modality + "'").collect(Collectors.joining(", "));
    }

    /** The label of a finding, unknown where there is none. */
    public FindingLabel label(String finding) {
        return labels.getOrDefault(finding, FindingLabel.UNKNOWN);
    }
}
