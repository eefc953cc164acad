package org.refers.training.metric;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/**
 * Percentile bootstrap over patients. Radiographs of one patient resemble each other, so drawing rows would make the
 * interval too narrow; whole patients are drawn with replacement instead (Efron and Tibshirani, 1993, chapter 13).
 */
public final class Bootstrap {

    /** Enough for the ends of a 95 % interval: each tail then holds 50 draws. */
    public static final int DEFAULT_DRAWS = 2000;

    private final int draws;
    private final long seed;

    /**
     * Creates a bootstrap.
     *
     * @param draws number of resamples, at least 1
     * @param seed same seed, same interval
     */
    public Bootstrap(int draws, long seed) {
        if (draws < 1) {
            throw new IllegalArgumentException("a bootstrap needs at least one draw, not " + draws);
        }
        this.draws = draws;
        this.seed = seed;
    }

    /** Two thousand draws from one fixed seed, so that the same scores always print the same interval. */
    public static Bootstrap standard() {
        return new Bootstrap(DEFAULT_DRAWS, 6);
    }

    /**
     * The 95 % interval of one finding's AUROC.
     *
     * @param scored rows with labels, scores and patients
     * @return empty when no draw held both signs
     */
    public Optional<Interval> auroc(ScoredLabels scored) {
        return meanAuroc(List.of(scored));
    }

    /** The 95 % interval of one finding's average precision; empty when no draw held a positive. */
    public Optional<Interval> averagePrecision(ScoredLabels scored) {
        return interval(List.of(scored), Ranking::averagePrecision);
    }

    /**
     * The 95 % interval of the unweighted mean AUROC over findings. All findings see the same draw of patients; a
     * finding that lacks a sign in a draw is left out of that draw's mean.
     */
    public Optional<Interval> meanAuroc(List<ScoredLabels> findings) {
        return interval(findings, Ranking::auroc);
    }

    private Optional<Interval> interval(List<ScoredLabels> findings,
            BiFunction<Ranking, int[], OptionalDouble> metric) {
        Map<String, Integer> patients = new HashMap<>();
        List<Rows> rows = findings.stream().map(scored -> Rows.of(scored, patients)).toList();
        if (patients.isEmpty()) {
            return Optional.empty();
        }
        SplittableRandom random = new SplittableRandom(seed);
        double[] sorted = IntStream.range(0, draws).mapToDouble(i -> {
            int[] counts = draw(patients.size(), random);
            return rows.stream().map(row -> metric.apply(row.ranking, row.weights(counts)))
                    .flatMapToDouble(OptionalDouble::stream).average().orElse(Double.NaN);
        }).filter(Double::isFinite).sorted().toArray();
        return sorted.length == 0
                ? Optional.empty()
                : Optional.of(new Interval(percentile(sorted, 0.025), percentile(sorted, 0.975)));
    }

    /** How often each patient is drawn. */
    private static int[] draw(int patients, SplittableRandom random) {
        int[] counts = new int[patients];
        for (int i = 0; i < patients; i++) {
            counts[random.nextInt(patients)]++;
        }
        return counts;
    }

    /** Linear interpolation between order statistics, as NumPy's default. */
    static double percentile(double[] sorted, double share) {
        double position = share * (sorted.length - 1);
        int below = (int) Math.floor(position);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }

    /** One finding's rows, sorted once, each with the number of its patient. */
    private record Rows(Ranking ranking, int[] patient) {

        static Rows of(ScoredLabels scored, Map<String, Integer> patients) {
            int[] patient = scored.patients().stream()
                    .mapToInt(id -> patients.computeIfAbsent(id, unseen -> patients.size())).toArray();
            return new Rows(new Ranking(scored.positives(), scored.scores()), patient);
        }

        int[] weights(int[] counts) {
            int[] weights = new int[patient.length];
            for (int i = 0; i < weights.length; i++) {
                weights[i] = counts[patient[i]];
            }
            return weights;
        }
    }
}
