package org.refers.sampledata.body;

import java.time.LocalDate;
import java.util.List;

/**
 * The truth of one study, before any picture or word.
 *
 * @param id of the study, such as {@code S00001}
 * @param patient id of the patient, such as {@code P00001}
 * @param visit who came when
 * @param anatomy of the patient
 * @param lesions what the patient has
 * @param hedged what the report is not sure of: a very faint finding, or nothing at all where strength is 0
 * @param before what the patient had at the last study; meaningless at the first
 * @param seed of pictures, prose and readers
 */
public record SyntheticStudy(String id, String patient, Visit visit, Anatomy anatomy, List<Lesion> lesions,
        List<Lesion> hedged, List<Lesion> before, long seed) {

    /**
     * Who came when.
     *
     * @param order position among the patient's studies, from 0
     * @param date of the study
     * @param previous date of the study before; the same date at the first one
     * @param sex of the patient
     * @param age in whole years
     * @param bedside whether the picture was taken at the bedside (AP) and not standing (PA)
     */
    public record Visit(int order, LocalDate date, LocalDate previous, Sex sex, int age, boolean bedside) {

        /** Whether the patient was here before. */
        public boolean isFollowUp() {
            return order > 0;
        }
    }

    /** The same person on the same day with other findings: what a finding adds to a picture is the difference. */
    public SyntheticStudy withLesions(List<Lesion> others) {
        return new SyntheticStudy(id, patient, visit, anatomy, List.copyOf(others), hedged, before, seed);
    }

    /** Whether the study shows a finding. */
    public boolean has(FindingKind kind) {
        return lesions.stream().anyMatch(lesion -> lesion.kind() == kind);
    }
}
