package org.refers.model.workspace.importer;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.refers.model.workspace.Sex;
import org.refers.model.workspace.StudyDetails;

/** Columns {@code sex} and {@code age} of a table with one row a radiograph. */
final class PatientColumns {

    private PatientColumns() {
    }

    /** Both as the first row of a study that says them has them. */
    static StudyDetails of(List<CsvTable.Row> study) {
        Sex sex = study.stream().map(row -> Sex.of(row.get("sex"))).filter(one -> one != Sex.UNKNOWN).findFirst()
                .orElse(Sex.UNKNOWN);
        OptionalDouble age = study.stream().map(row -> Ages.of(row.get("age"))).filter(OptionalDouble::isPresent)
                .findFirst().orElse(OptionalDouble.empty());
        return new StudyDetails(sex, age, Map.of());
    }
}
