package org.refers.sampledata.body;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Patients and their visits, all from one seed. The first studies of a larger population are those of a smaller one. */
public final class Population {

    private static final double SECOND_VISIT = 0.2;
    private static final double FURTHER_VISIT = 0.3;
    private static final int MOST_VISITS = 4;
    private static final double BEDSIDE = 0.17;
    /** The golden ratio's fraction: its multiples spread evenly over 0 to 1, so shares hold in small sets too. */
    private static final double GOLDEN = 0.6180339887498949;

    private final Seeded seeded;

    /** Creates the population of a seed. */
    public Population(long seed) {
        this.seeded = new Seeded(seed).split(7);
    }

    /**
     * Where a study stands.
     *
     * @param index of the study, from 0
     * @param patient index of the patient, from 0
     * @param order of the visit, from 0
     */
    public record Place(int index, int patient, int order) {
    }

    /** The first studies of the population, patient after patient. */
    public List<Place> places(int count) {
        List<Place> places = new ArrayList<>(count);
        for (int patient = 0; places.size() < count; patient++) {
            int visits = visits(patient);
            for (int order = 0; order < visits && places.size() < count; order++) {
                places.add(new Place(places.size(), patient, order));
            }
        }
        return places;
    }

    private int visits(int patient) {
        Seeded s = seeded.split(patient).split(1);
        int visits = 1;
        while (visits < MOST_VISITS && s.chance(visits == 1 ? SECOND_VISIT : FURTHER_VISIT)) {
            visits++;
        }
        return visits;
    }

    /** A number in [0, 1) that decides a patient's side of the split. */
    public double lot(int patient) {
        double at = seeded.split(-1).uniform() + (patient + 1) * GOLDEN;
        return at - Math.floor(at);
    }

    /** The study at a place. */
    public SyntheticStudy study(Place place) {
        Seeded person = seeded.split(place.patient());
        Seeded s = person.split(2);
        Sex sex = s.pick(Sex.values());
        int age = (int) Math.max(18, Math.min(93, s.normal(58, 17)));
        Anatomy anatomy = Anatomy.draw(person, sex, age);
        LocalDate date = LocalDate.of(2019, 1, 1).plusDays(s.below(1400));
        List<Lesion> lesions = new Findings(person.split(100)).draw();
        List<Lesion> before = List.of();
        LocalDate previous = date;
        for (int order = 1; order <= place.order(); order++) {
            before = lesions;
            previous = date;
            Seeded visit = person.split(100 + order);
            lesions = new Findings(visit).later(before);
            date = date.plusDays(3 + visit.below(order % 2 == 0 ? 60 : 400));
        }
        Seeded today = person.split(1000 + place.order());
        int years = (int) ((date.toEpochDay() - LocalDate.of(2019, 1, 1).toEpochDay()) / 1461.0 * 4);
        SyntheticStudy.Visit visit = new SyntheticStudy.Visit(place.order(), date, previous, sex,
                age + Math.max(0, years),
                today.chance(BEDSIDE));
        return new SyntheticStudy(id('S', place.index()), id('P', place.patient()), visit, anatomy, lesions,
                new Findings(today.split(1)).hedged(lesions), before, today.nextLong());
    }

    private static String id(char letter, int index) {
        return String.format(Locale.ROOT, "%c%05d", letter, index + 1);
    }
}
