package org.refers.sampledata.study;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.refers.model.finding.FindingLabel;
import org.refers.model.study.Radiograph;
import org.refers.model.workspace.Split;
import org.refers.sampledata.body.FindingKind;
import org.refers.sampledata.body.Lesion;
import org.refers.sampledata.body.Population;
import org.refers.sampledata.body.Seeded;
import org.refers.sampledata.body.SyntheticStudy;
import org.refers.sampledata.film.Radiographer;
import org.refers.sampledata.prose.ReportWriter;

/** Makes whole studies. Safe to use from many threads. */
public final class StudyMaker {

    private static final double TRAIN = 0.65;
    private static final double VALIDATION = 0.10;

    private final Population population;
    private final Radiographer radiographer = new Radiographer();

    /** Creates a maker for a seed. */
    public StudyMaker(long seed) {
        this.population = new Population(seed);
    }

    /** Where the first studies stand. */
    public List<Population.Place> places(int count) {
        return population.places(count);
    }

    /** Makes the study at a place. */
    public SampleStudy make(Population.Place place) {
        SyntheticStudy truth = population.study(place);
        Seeded readers = new Seeded(truth.seed()).split(2);
        List<SamplePicture> pictures = new ArrayList<>();
        for (Radiographer.Taken taken : radiographer.take(truth)) {
            Radiograph radiograph = taken.radiograph();
            pictures.add(new SamplePicture(radiograph,
                    Readers.read(taken.places(), radiograph.rows(), radiograph.columns(), readers)));
        }
        boolean lateral = pictures.size() > 1;
        return new SampleStudy(truth, split(place.patient()), List.copyOf(pictures),
                new ReportWriter(truth, lateral).write(), labels(truth));
    }

    private Split split(int patient) {
        double lot = population.lot(patient);
        return lot < TRAIN ? Split.TRAIN : lot < TRAIN + VALIDATION ? Split.VALIDATION : Split.TEST;
    }

    private static Map<FindingKind, FindingLabel> labels(SyntheticStudy truth) {
        Map<FindingKind, FindingLabel> labels = new EnumMap<>(FindingKind.class);
        for (FindingKind kind : FindingKind.values()) {
            labels.put(kind, truth.has(kind) ? FindingLabel.PRESENT : FindingLabel.ABSENT);
        }
        for (Lesion lesion : truth.hedged()) {
            labels.put(lesion.kind(), FindingLabel.UNCERTAIN);
        }
        return labels;
    }
}
