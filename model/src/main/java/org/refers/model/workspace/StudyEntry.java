package org.refers.model.workspace;

import java.util.List;
import java.util.Optional;
import org.refers.model.study.Report;

/**
 * One study of a workspace. A study may lack a report, and a report may have come without its radiographs.
 *
 * @param id pseudonymous key
 * @param patientId pseudonymous key of the patient; studies of one patient share it
 * @param order position among the patient's studies, by time where known, from 0
 * @param split side of the split; the same for all studies of a patient
 * @param radiographs in view order: PA or AP first, then lateral, then the rest; may be empty
 * @param report the report, if one was found
 */
public record StudyEntry(String id, String patientId, int order, Split split, List<RadiographEntry> radiographs,
        Optional<Report> report) {
}
