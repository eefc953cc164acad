package org.refers.model.workspace.cohort;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Which patients are listed, in which order, and which of their studies: four bytes a patient and a bit a study. */
public final class StudyListing {

    private final int[] patients;
    private final int studies;
    private final IntPredicate holds;

    StudyListing(int[] patients, int studies, IntPredicate holds) {
        this.patients = patients;
        this.studies = studies;
        this.holds = holds;
    }

    /** Number of patients. */
    public int patients() {
        return patients.length;
    }

    /** Number of their studies that are listed. */
    public int studies() {
        return studies;
    }

    int[] rows(int from, int to) {
        return Arrays.copyOfRange(patients, from, to);
    }

    boolean holds(int study) {
        return holds.test(study);
    }

    OptionalInt position(int patient) {
        return IntStream.range(0, patients.length).filter(i -> patients[i] == patient).findFirst();
    }
}
