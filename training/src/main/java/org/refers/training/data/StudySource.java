package org.refers.training.data;

import java.util.Arrays;
import java.util.List;

/** The studies of one side of the split, by position. May be asked by several threads. */
public interface StudySource {

    /** Number of studies. */
    int size();

    /**
     * Some studies with their reports, in the order asked for.
     *
     * @throws LostDataException if they can no longer be read
     */
    List<StudySample> take(int[] items);

    /** Studies that are in memory. */
    static StudySource of(List<StudySample> studies) {
        List<StudySample> copy = List.copyOf(studies);
        return new StudySource() {

            @Override
            public int size() {
                return copy.size();
            }

            @Override
            public List<StudySample> take(int[] items) {
                return Arrays.stream(items).mapToObj(copy::get).toList();
            }
        };
    }
}
