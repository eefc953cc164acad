package org.refers.sampledata.body;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Draws which findings a study has and what they are like. About two studies in five are normal; each finding is in
 * about one study in ten, as in a hospital's archive rather than in a textbook.
 */
public final class Findings {

    private static final double NORMAL = 0.385;
    private static final double TWO = 0.31;
    private static final double THREE = 0.12;
    private static final double HEDGED = 0.07;

    private static final Map<FindingKind, Double> WEIGHTS = weights();

    private final Seeded seeded;

    /** Creates a source of findings. */
    public Findings(Seeded seeded) {
        this.seeded = seeded;
    }

    private static Map<FindingKind, Double> weights() {
        Map<FindingKind, Double> weights = new EnumMap<>(FindingKind.class);
        weights.put(FindingKind.CARDIOMEGALY, 1.2);
        weights.put(FindingKind.PLEURAL_EFFUSION, 1.1);
        weights.put(FindingKind.PNEUMOTHORAX, 0.95);
        weights.put(FindingKind.NODULE, 0.95);
        weights.put(FindingKind.MASS, 0.95);
        weights.put(FindingKind.CONSOLIDATION, 1.15);
        weights.put(FindingKind.ATELECTASIS, 1.0);
        weights.put(FindingKind.INFILTRATION, 1.05);
        weights.put(FindingKind.PLEURAL_THICKENING, 0.9);
        return weights;
    }

    /** The findings of a first study; none for a normal one. */
    public List<Lesion> draw() {
        if (seeded.chance(NORMAL)) {
            return List.of();
        }
        double u = seeded.uniform();
        return add(List.of(), u < THREE ? 3 : u < THREE + TWO ? 2 : 1);
    }

    /** What became of a patient's findings by the next study: some go, some stay and change, some come. */
    public List<Lesion> later(List<Lesion> before) {
        List<Lesion> now = new ArrayList<>();
        for (FindingKind kind : FindingKind.values()) {
            boolean stays = seeded.chance(lasting(kind));
            double change = seeded.chance(.35) ? 1 : seeded.uniform(.72, 1.3);
            before.stream().filter(lesion -> lesion.kind() == kind && stays).map(lesion -> resized(lesion, change))
                    .forEach(now::add);
        }
        return seeded.chance(before.isEmpty() ? .35 : .2) ? add(now, 1) : List.copyOf(now);
    }

    private static double lasting(FindingKind kind) {
        return switch (kind) {
            case CARDIOMEGALY, PLEURAL_THICKENING -> .95;
            case NODULE, MASS -> .85;
            default -> .5;
        };
    }

    private static Lesion resized(Lesion lesion, double change) {
        double size = switch (lesion.kind()) {
            case CARDIOMEGALY -> Math.max(.53, Math.min(.72, lesion.size() + .06 * (change - 1)));
            case NODULE -> Math.min(3, lesion.size() * change);
            case MASS -> Math.max(3.1, lesion.size() * change);
            case INFILTRATION -> Math.min(1, lesion.size() * change);
            case PLEURAL_THICKENING, ATELECTASIS -> lesion.size();
            default -> lesion.size() * change;
        };
        return new Lesion(lesion.kind(), lesion.form(), lesion.side(), lesion.zone(), lesion.place(), size,
                lesion.strength(), lesion.seed());
    }

    private List<Lesion> add(List<Lesion> given, int count) {
        List<Lesion> lesions = new ArrayList<>(given);
        for (int n = 0; n < count; n++) {
            FindingKind kind = pick(lesions);
            lesions.addAll(draw(kind, lesions));
        }
        lesions.sort((a, b) -> a.kind().compareTo(b.kind()));
        return List.copyOf(lesions);
    }

    private FindingKind pick(List<Lesion> given) {
        Map<FindingKind, Double> weights = new EnumMap<>(WEIGHTS);
        for (Lesion lesion : given) {
            weights.put(lesion.kind(), 0.0);
            switch (lesion.kind()) {
                case CARDIOMEGALY, CONSOLIDATION ->
                    weights.computeIfPresent(FindingKind.PLEURAL_EFFUSION, (k, w) -> w * 1.8);
                case PLEURAL_EFFUSION -> weights.computeIfPresent(FindingKind.ATELECTASIS, (k, w) -> w * 1.6);
                default -> {
                    // The others come by chance.
                }
            }
        }
        if (!free(Side.RIGHT, given) && !free(Side.LEFT, given)) {
            weights.put(FindingKind.PNEUMOTHORAX, 0.0);
            weights.put(FindingKind.PLEURAL_EFFUSION, 0.0);
        }
        double u = seeded.uniform() * weights.values().stream().mapToDouble(Double::doubleValue).sum();
        FindingKind last = FindingKind.NODULE;
        for (Map.Entry<FindingKind, Double> entry : weights.entrySet()) {
            if (entry.getValue() > 0) {
                last = entry.getKey();
                u -= entry.getValue();
                if (u < 0) {
                    break;
                }
            }
        }
        return last;
    }

    private List<Lesion> draw(FindingKind kind, List<Lesion> given) {
        Side side = side(kind, given);
        Lesion first = one(kind, side);
        List<Lesion> lesions = new ArrayList<>(List.of(first));
        switch (kind) {
            case PLEURAL_EFFUSION -> {
                if (seeded.chance(.25) && free(side.other(), given)) {
                    lesions.add(scaled(one(kind, side.other()), seeded.uniform(.5, 1)));
                }
            }
            case INFILTRATION -> {
                if (seeded.chance(.55)) {
                    lesions.add(new Lesion(kind, first.form(), side.other(), first.zone(), first.place(), first.size(),
                            first.strength() * seeded.uniform(.8, 1.1), seeded.nextLong()));
                }
            }
            case NODULE -> {
                if (seeded.chance(.2)) {
                    lesions.add(one(kind, seeded.pick(Side.values())));
                }
            }
            default -> {
                // One is enough.
            }
        }
        return lesions;
    }

    /** Fluid and air do not share a side here: a hydropneumothorax has a level, not a meniscus. */
    private Side side(FindingKind kind, List<Lesion> given) {
        if (kind == FindingKind.CARDIOMEGALY) {
            return Side.LEFT;
        }
        Side side = seeded.chance(.53) ? Side.RIGHT : Side.LEFT;
        boolean pleural = kind == FindingKind.PNEUMOTHORAX || kind == FindingKind.PLEURAL_EFFUSION
                || kind == FindingKind.PLEURAL_THICKENING;
        return pleural && !free(side, given) ? side.other() : side;
    }

    private static boolean free(Side side, List<Lesion> given) {
        return given.stream().noneMatch(lesion -> lesion.side() == side
                && (lesion.kind() == FindingKind.PNEUMOTHORAX || lesion.kind() == FindingKind.PLEURAL_EFFUSION));
    }

    private static Lesion scaled(Lesion lesion, double by) {
        return new Lesion(lesion.kind(), lesion.form(), lesion.side(), lesion.zone(), lesion.place(),
                Math.max(2.6, lesion.size() * by), lesion.strength(), lesion.seed());
    }

    private Lesion one(FindingKind kind, Side side) {
        return switch (kind) {
            case CARDIOMEGALY -> plain(kind, Form.PLAIN, side, .54 + .17 * power(1.1), 1);
            case PLEURAL_EFFUSION -> plain(kind, Form.PLAIN, side, effusion(), seeded.uniform(.65, 1));
            case PNEUMOTHORAX -> plain(kind, Form.PLAIN, side, 1 + 3.8 * power(1.7), seeded.uniform(.5, 1.15));
            case NODULE ->
                anywhere(kind, seeded.chance(.2) ? Form.LOBULATED : Form.SMOOTH, side, 1.1 + 1.9 * seeded.uniform(),
                        seeded.uniform(.75, 1.3));
            case MASS -> anywhere(kind, seeded.pick(Form.SMOOTH, Form.LOBULATED, Form.LOBULATED, Form.SPICULATED), side,
                    3.2 + 7.3 * power(1.8), seeded.uniform(.88, 1.3));
            case CONSOLIDATION -> anywhere(kind, seeded.chance(.6) ? Form.PATCHY : Form.CONFLUENT, side,
                    5.5 + 6.5 * seeded.uniform(), seeded.uniform(.45, 1.1));
            case ATELECTASIS -> atelectasis(side);
            case INFILTRATION -> infiltration(side);
            case PLEURAL_THICKENING -> thickening(side);
        };
    }

    private double power(double exponent) {
        return StrictMath.pow(seeded.uniform(), exponent);
    }

    private double effusion() {
        double u = seeded.uniform();
        return u < .2 ? seeded.uniform(2.8, 4.8) : u < .6 ? seeded.uniform(4.8, 9) : seeded.uniform(9, 16);
    }

    private Lesion plain(FindingKind kind, Form form, Side side, double size, double strength) {
        Zone zone = kind == FindingKind.PLEURAL_EFFUSION ? Zone.LOWER : Zone.MIDDLE;
        return new Lesion(kind, form, side, zone, new Lesion.Place(.5, .5, 0), size, strength, seeded.nextLong());
    }

    private Lesion anywhere(FindingKind kind, Form form, Side side, double size, double strength) {
        Zone zone = kind == FindingKind.CONSOLIDATION
                ? seeded.pick(Zone.UPPER, Zone.MIDDLE, Zone.LOWER, Zone.LOWER)
                : seeded.pick(Zone.values());
        boolean small = kind == FindingKind.NODULE;
        double across = small ? seeded.uniform(.12, .88) : seeded.uniform(.25, .72);
        return new Lesion(kind, form, side, zone, new Lesion.Place(across, down(zone), seeded.uniform(-.7, .75)), size,
                strength, seeded.nextLong());
    }

    private double down(Zone zone) {
        return switch (zone) {
            case UPPER -> seeded.uniform(.16, .33);
            case MIDDLE -> seeded.uniform(.41, .61);
            case LOWER -> seeded.uniform(.7, .92);
        };
    }

    private Lesion atelectasis(Side side) {
        double u = seeded.uniform();
        if (u < .58) {
            Zone zone = seeded.chance(.8) ? Zone.LOWER : Zone.MIDDLE;
            double down = zone == Zone.LOWER ? seeded.uniform(.78, .97) : seeded.uniform(.45, .62);
            return new Lesion(FindingKind.ATELECTASIS, Form.LINEAR, side, zone,
                    new Lesion.Place(seeded.uniform(.3, .65), down, seeded.uniform(-.4, .6)), seeded.uniform(3, 7.5),
                    seeded.uniform(.5, 1.1), seeded.nextLong());
        }
        boolean wedge = u < .84;
        return new Lesion(FindingKind.ATELECTASIS, wedge ? Form.WEDGE : Form.LOBAR, side,
                wedge ? Zone.LOWER : Zone.UPPER,
                new Lesion.Place(.25, wedge ? .85 : .2, wedge ? .5 : -.3), seeded.uniform(4, 6.8),
                seeded.uniform(.6, 1.1),
                seeded.nextLong());
    }

    private Lesion infiltration(Side side) {
        Zone zone = seeded.pick(Zone.UPPER, Zone.MIDDLE, Zone.LOWER, Zone.LOWER);
        double down = zone == Zone.UPPER ? .28 : zone == Zone.MIDDLE ? .52 : .78;
        return new Lesion(FindingKind.INFILTRATION, seeded.chance(.6) ? Form.RETICULAR : Form.HAZY, side, zone,
                new Lesion.Place(.5, down, 0), power(1.2), seeded.uniform(.75, 1.45), seeded.nextLong());
    }

    private Lesion thickening(Side side) {
        boolean cap = seeded.chance(.3);
        return new Lesion(FindingKind.PLEURAL_THICKENING, cap ? Form.APICAL_CAP : Form.LATERAL_BAND, side,
                cap ? Zone.UPPER : Zone.LOWER, new Lesion.Place(.97, cap ? .05 : .7, .2), seeded.uniform(.55, 1.7),
                seeded.uniform(.6, 1.1), seeded.nextLong());
    }

    /** A finding the report will hedge about, of a kind that is not there; empty for most studies. */
    public List<Lesion> hedged(List<Lesion> given) {
        if (!seeded.chance(HEDGED)) {
            return List.of();
        }
        FindingKind kind = seeded.pick(FindingKind.NODULE, FindingKind.INFILTRATION, FindingKind.ATELECTASIS,
                FindingKind.CONSOLIDATION, FindingKind.PLEURAL_EFFUSION, FindingKind.PLEURAL_THICKENING);
        Side side = side(kind, given);
        boolean taken = given.stream().anyMatch(lesion -> lesion.kind() == kind) || !free(side, given);
        if (taken) {
            return List.of();
        }
        Lesion lesion = one(kind, side);
        double size = kind == FindingKind.PLEURAL_EFFUSION ? 2.4 : lesion.size();
        return List.of(new Lesion(kind, lesion.form(), side, lesion.zone(), lesion.place(), size,
                seeded.chance(.5) ? .3 * lesion.strength() : 0, lesion.seed()));
    }
}
