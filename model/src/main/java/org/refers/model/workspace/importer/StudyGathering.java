package org.refers.model.workspace.importer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.refers.model.study.Report;
import org.refers.model.workspace.Sex;
import org.refers.model.workspace.Split;
import org.refers.model.workspace.StudyDetails;

/** Gathers the radiographs of tables with one row a radiograph into studies, in the order of the tables. */
final class StudyGathering {

    private final Map<String, Study> studies = new LinkedHashMap<>();
    private int missing;

    /** A study while it is gathered. */
    static final class Study {
        private final String patient;
        private final String number;
        private final List<RadiographPlan> radiographs = new ArrayList<>();
        private String taken = "";
        private Split split = Split.NONE;
        private Optional<Report> report = Optional.empty();
        private StudyDetails details = StudyDetails.NONE;

        private Study(String patient, String number) {
            this.patient = patient;
            this.number = number;
        }

        /** Adds a radiograph listed on a side; of several sides the one further from training counts. */
        Study add(RadiographPlan radiograph, Split side) {
            radiographs.add(radiograph);
            split = side.heldOutMoreThan(split) ? side : split;
            return this;
        }

        Study taken(String text) {
            taken = text;
            return this;
        }

        Study report(Optional<Report> found) {
            report = found;
            return this;
        }

        /** Sex and age as the first row that says them has them. */
        Study details(Sex sex, OptionalDouble age) {
            details = new StudyDetails(details.sex() == Sex.UNKNOWN ? sex : details.sex(),
                    details.age().isPresent() ? details.age() : age, details.labels());
            return this;
        }

        boolean hasReport() {
            return report.isPresent();
        }
    }

    /** The study of a number, made when it is first asked for. */
    Study study(String patient, String number) {
        return studies.computeIfAbsent(patient + "\n" + number, key -> new Study(patient, number));
    }

    /** A table's row names a picture that is not in the folder. */
    void missing() {
        missing++;
    }

    /**
     * The studies.
     *
     * @throws ImportException if there is none
     */
    List<StudyPlan> plans(ImportSession session) throws ImportException {
        if (studies.isEmpty()) {
            throw new ImportException("none of the pictures that the tables name is in " + session.source());
        }
        if (missing > 0) {
            session.note(missing + " of the pictures that the tables name " + (missing == 1 ? "is" : "are")
                    + " not in the folder.");
        }
        return studies.values().stream().map(study -> new StudyPlan(study.patient, study.number, study.taken,
                study.split, study.report, List.copyOf(study.radiographs), study.details)).toList();
    }
}
