package org.refers.model.workspace.importer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import org.refers.model.study.ViewPosition;
import org.refers.model.workspace.Sex;
import org.refers.model.workspace.StudyDetails;

/** The table {@code nlmcxr_dicom_metadata.csv} of the headers that Open-i's DICOM files have. */
final class OpenIHeaders {

    private final Map<String, CsvTable.Row> rows = new HashMap<>();

    static OpenIHeaders read(ImportSession session, SourceFolder folder) {
        OpenIHeaders headers = new OpenIHeaders();
        folder.beginningWith("nlmcxr_dicom_metadata")
                .flatMap(file -> session.optional(file, "imageid", "View Position"))
                .ifPresent(table -> table.rows().forEach(row -> headers.rows.put(row.get("imageid"), row)));
        return headers;
    }

    /** A report names an image CXR1_1_IM-0001-3001, the table CXR1_IM-0001-3001. */
    private static String key(String image) {
        return image.replaceFirst("^(CXR\\d+)_\\d+_", "$1_");
    }

    ViewPosition view(String image) {
        CsvTable.Row row = rows.get(key(image));
        return row == null ? ViewPosition.UNKNOWN : Words.view(row.get("View Position"));
    }

    StudyDetails details(List<String> images) {
        return images.stream().map(image -> rows.get(key(image))).filter(Objects::nonNull).findFirst()
                .map(row -> new StudyDetails(Sex.of(row.get("Patient's Sex")),
                        Ages.between(row.get("Patient's Birth Date"), row.get("Study Date")), Map.of()))
                .orElse(new StudyDetails(Sex.UNKNOWN, OptionalDouble.empty(), Map.of()));
    }
}
