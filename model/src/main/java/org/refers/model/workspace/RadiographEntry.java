package org.refers.model.workspace;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.refers.model.finding.FindingLabel;
import org.refers.model.finding.ReaderBox;
import org.refers.model.study.ViewPosition;

/**
 * One radiograph of a workspace, without its pixels.
 *
 * @param id pseudonymous key, stable over re-imports; fit for logs and run folders
 * @param file where the pixels are; never written to a log or a run folder, since names may hold a patient's
 * @param view view position
 * @param rows height in pixels, 0 if not read yet
 * @param columns width in pixels, 0 if not read yet
 * @param sha256 of the file's bytes, lower-case hexadecimal
 * @param labels labels by finding name; a finding that is not a key is unknown
 * @param boxes readers' boxes in the file's pixels
 */
public record RadiographEntry(String id, Path file, ViewPosition view, int rows, int columns, String sha256,
        Map<String, FindingLabel> labels, List<ReaderBox> boxes) {
}
