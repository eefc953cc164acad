package org.refers.model.workspace.importer;

import java.util.List;
import java.util.Optional;
import org.refers.model.study.Report;
import org.refers.model.workspace.Split;

/**
 * A study as a source tells of it, before its files were read.
 *
 * @param patient the source's number of the patient
 * @param study the source's number of the study, unique within the patient
 * @param taken text that sorts a patient's studies by time, empty if unknown
 * @param split side given by lists, NONE if none is given
 * @param report the report
 * @param radiographs the radiographs
 */
record StudyPlan(String patient, String study, String taken, Split split, Optional<Report> report,
        List<RadiographPlan> radiographs) {

    StudyPlan withSplit(Split side) {
        return new StudyPlan(patient, study, taken, side, report, radiographs);
    }

    @Override
    public String toString() {
        return "study of " + radiographs.size() + " radiographs";
    }
}
