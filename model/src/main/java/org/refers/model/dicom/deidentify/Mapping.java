package org.refers.model.dicom.deidentify;

import java.util.LinkedHashMap;
import java.util.Map;

/** The table of originals and what stands for them, kept apart from the results and only if it is asked for. */
final class Mapping {

    private final Map<String, String> rows = new LinkedHashMap<>();

    void add(FileDeidentifier.Names names) {
        row("patient", names.oldPatient(), names.patient());
        row("study", names.oldStudy(), names.study());
        row("file", names.oldInstance(), names.instance());
    }

    private void row(String kind, String original, String now) {
        rows.put(kind + "," + quoted(original), now);
    }

    /** A cell that no spreadsheet takes for several, or for a formula. */
    private static String quoted(String text) {
        String safe = !text.isEmpty() && "=+-@".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return "\"" + safe.replace("\"", "\"\"") + "\"";
    }

    String table() {
        StringBuilder table = new StringBuilder("kind,original,pseudonym\n");
        rows.forEach((original, now) -> table.append(original).append(',').append(now).append('\n'));
        return table.toString();
    }
}
