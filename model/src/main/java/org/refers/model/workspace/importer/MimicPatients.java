package org.refers.model.workspace.importer;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.refers.model.workspace.Sex;

/**
 * Sex and age of MIMIC's patients, from {@code patients.csv} of MIMIC-IV, which MIMIC-CXR itself comes without. Dates are
 * shifted for each patient, and the age is known for one year of that time: {@code anchor_age} in {@code anchor_year}.
 */
final class MimicPatients {

    private record Patient(Sex sex, double age, double year) {
    }

    private final Map<String, Patient> patients = new HashMap<>();

    static MimicPatients read(ImportSession session, SourceFolder folder) {
        MimicPatients read = new MimicPatients();
        folder.files().stream()
                .filter(file -> SourceFolder.lowerName(file).matches("patients\\.csv(\\.gz)?")).findFirst()
                .flatMap(file -> session.optional(file, "subject_id", "gender", "anchor_age", "anchor_year"))
                .ifPresent(table -> table.rows().forEach(row -> read.patients.put(row.get("subject_id"),
                        new Patient(Sex.of(row.get("gender")), number(row.get("anchor_age")),
                                number(row.get("anchor_year"))))));
        return read;
    }

    private static double number(String text) {
        return text.matches("\\d{1,4}") ? Integer.parseInt(text) : Double.NaN;
    }

    Sex sex(String patient) {
        Patient known = patients.get(patient);
        return known == null ? Sex.UNKNOWN : known.sex;
    }

    /** The age in the year of a date such as 21800506. Those above 89 are all written as 91, which stays. */
    OptionalDouble age(String patient, String date) {
        Patient known = patients.get(patient);
        if (known == null || date.length() < 4) {
            return OptionalDouble.empty();
        }
        double age = known.age + number(date.substring(0, 4)) - known.year;
        return age >= 0 ? Ages.of(Integer.toString((int) age)) : OptionalDouble.empty();
    }
}
