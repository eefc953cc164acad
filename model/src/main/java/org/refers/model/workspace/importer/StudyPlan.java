package org.refers.model.workspace.importer;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.refers.model.study.Report;
import org.refers.model.workspace.Split;
import org.refers.model.workspace.StudyDetails;

/**
 * A study as a source tells of it, before its files were read.
 *
 * @param patient the source's number of the patient
 * @param study the source's number of the study, unique within the patient
 * @param taken text that sorts a patient's studies by time, empty if unknown
 * @param split side given by lists, NONE if none is given
 * @param report the report
 * @param radiographs the radiographs
 * @param details sex and age of the patient; what is unknown is left to the files' headers
 */
record StudyPlan(String patient, String study, String taken, Split split, Optional<Report> report,
        List<RadiographPlan> radiographs, StudyDetails details) {

    StudyPlan(String patient, String study, String taken, Split split, Optional<Report> report, // checkstyle: ParameterNumber, because these are the record's components but one.
            List<RadiographPlan> radiographs) {
        this(patient, study, taken, split, report, radiographs, StudyDetails.NONE);
    }

    StudyPlan withSplit(Split side) {
        return new StudyPlan(patient, study, taken, side, report, radiographs, details);
    }

    /** The study with some of its radiographs; empty if it had some and keeps none. */
    Optional<StudyPlan> keeping(Predicate<RadiographPlan> kept) {
        List<RadiographPlan> left = radiographs.stream().filter(kept).toList();
        return left.isEmpty() && !radiographs.isEmpty()
                ? Optional.empty()
                : Optional.of(new StudyPlan(patient, study, taken, split, report, left, details));
    }

    @Override
    public String toString() {
        return "study of " + radiographs.size() + " radiographs";
    }
}
