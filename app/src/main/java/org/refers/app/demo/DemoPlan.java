package org.refers.app.demo;

import java.util.List;
import java.util.Map;

/**
 * How much of everything the demo does. Tests run a short plan, people the full one; the steps are the same.
 *
 * @param studies sample studies
 * @param pretraining values over the recipe {@code demo} of pre-training
 * @param finetuning values over the recipe {@code demo} of fine-tuning, for every label ratio
 * @param ratios label ratios, each with its seeds and steps
 * @param reports test studies a report is written for
 * @param overlays test radiographs an overlay is painted for
 */
public record DemoPlan(int studies, Map<String, String> pretraining, Map<String, String> finetuning,
        List<Ratio> ratios, int reports, int overlays) {

    /**
     * One label ratio.
     *
     * @param share of the labelled training radiographs
     * @param seeds fine-tuning runs from each start, with the seeds 1 to this
     * @param steps of each run
     * @param rates learning rates of which each start takes the one that does best on validation; none: the rate that
     *        the ratio before took
     */
    public record Ratio(double share, int seeds, int steps, List<String> rates) {

        /** Creates a ratio; the rates are copied. */
        public Ratio {
            rates = List.copyOf(rates);
        }

        /** Whether each start takes a rate of its own here. */
        boolean isTuned() {
            return !rates.isEmpty();
        }
    }

    /** Creates a plan; collections are copied. */
    public DemoPlan {
        pretraining = Map.copyOf(pretraining);
        finetuning = Map.copyOf(finetuning);
        ratios = List.copyOf(ratios);
        if (ratios.isEmpty() || !ratios.getFirst().isTuned()) {
            throw new IllegalArgumentException("the first label ratio needs at least one rate");
        }
    }

    /** What {@code refers demo} does: a few minutes on two cores without a graphics card. */
    public static DemoPlan full() {
        // 10 % comes first: it is the comparison the method is about. Three seeds there and at 1 %, where runs differ most;
        // one at 100 %, where they agree and take longest. With all labels the higher rate did best from both starts on
        // the validation sides that the demo was built on (decision 82).
        List<String> rates = List.of("1e-3", "3e-3");
        return new DemoPlan(5000, Map.of(), Map.of(), List.of(new Ratio(0.1, 3, 200, rates),
                new Ratio(0.01, 3, 40, rates), new Ratio(1, 1, 2500, List.of("3e-3"))), 200, 24);
    }

    /** The same job in well under a minute, for tests; its figures mean nothing. */
    public static DemoPlan brief() {
        return new DemoPlan(60, Map.of("max_steps", "20", "batch_size", "8", "validate_every", "10"), Map.of(),
                List.of(new Ratio(0.1, 1, 20, List.of("1e-3")), new Ratio(1, 1, 20, List.of())), 6, 3);
    }
}
