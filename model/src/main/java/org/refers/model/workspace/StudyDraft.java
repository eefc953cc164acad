package org.refers.model.workspace;

import java.util.List;
import java.util.Optional;
import org.refers.model.study.Report;

/**
 * A study about to be added to a workspace, with the numbers its source knows it by. The workspace stores their keyed
 * hashes only.
 *
 * @param patient the source's number of the patient
 * @param study the source's number of the study, unique within the patient
 * @param taken text that sorts the patient's studies by time, such as {@code 20200131T0930}; empty if unknown
 * @param split side given by the source's lists, NONE if it gives none
 * @param report the report, if there is one
 * @param radiographs the radiographs, in any order; may be empty when only the report came
 * @param details sex, age and labels of the study as a whole
 */
public record StudyDraft(String patient, String study, String taken, Split split, Optional<Report> report,
        List<RadiographDraft> radiographs, StudyDetails details) {

    /** Creates a study of whose patient nothing is said. */
    public StudyDraft(String patient, String study, String taken, Split split, Optional<Report> report, // checkstyle: ParameterNumber, because these are the record's components but one.
            List<RadiographDraft> radiographs) {
        this(patient, study, taken, split, report, radiographs, StudyDetails.NONE);
    }

    @Override
    public String toString() {
        return "study of " + radiographs.size() + " radiographs";
    }
}
