package org.refers.sampledata;

import java.util.List;
import org.refers.sampledata.body.Population;
import org.refers.sampledata.study.SampleStudy;
import org.refers.sampledata.study.StudyMaker;

/** Synthetic chest studies: written as a folder, or one at a time in memory. */
public final class SampleStudies {

    private SampleStudies() {
    }

    /**
     * Writes a folder of sample data. The folder appears whole or not at all.
     *
     * @throws SampleDataException in one sentence, if the folder holds something already or cannot be written
     * @throws InterruptedException if the thread was interrupted; nothing is left behind
     */
    public static SampleSummary write(SampleRequest request, SampleProgress progress)
            throws SampleDataException, InterruptedException {
        return new DatasetWriter(request, progress).write();
    }

    /** One study in memory: the same that {@link #write} puts at this position. */
    public static SampleStudy generate(long seed, int index) {
        return generate(seed, index, 1).get(0);
    }

    /** Several studies in memory, from position {@code from} on. */
    public static List<SampleStudy> generate(long seed, int from, int count) {
        StudyMaker maker = new StudyMaker(seed);
        List<Population.Place> places = maker.places(from + count);
        return places.subList(from, from + count).stream().map(maker::make).toList();
    }
}
