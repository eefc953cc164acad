package org.refers.app.training;

import java.util.Comparator;
import org.refers.app.training.RunPlan.Kind;

/** In which order the runs are listed. Runs that go on or wait are always first. */
public enum RunOrder {
    /** The one written to last first. */
    DATE(Comparator.comparing((RunEntry run) -> run.facts().written()).reversed()),
    /** By name, numbers in it as numbers. */
    NAME(Comparator.comparing(RunOrder::padded)),
    /** Fine-tuning by AUROC, then pre-training by loss, the best first. */
    BEST(Comparator.comparing((RunEntry run) -> run.plan().kind() == Kind.PRETRAIN)
            .thenComparing(Comparator.comparingDouble(RunOrder::best).reversed()));

    private final Comparator<RunEntry> order;

    RunOrder(Comparator<RunEntry> order) {
        this.order = order;
    }

    private static double best(RunEntry run) {
        return run.facts().best().orElse(Double.NEGATIVE_INFINITY);
    }

    /** {@code run-2} before {@code run-10}. */
    private static String padded(RunEntry run) {
        StringBuilder padded = new StringBuilder();
        StringBuilder digits = new StringBuilder();
        for (char letter : (run.name() + "\0").toCharArray()) {
            if (Character.isDigit(letter)) {
                digits.append(letter);
                continue;
            }
            if (!digits.isEmpty()) {
                padded.append("0".repeat(Math.max(0, WIDEST - digits.length()))).append(digits);
                digits.setLength(0);
            }
            padded.append(Character.toLowerCase(letter));
        }
        return padded.toString();
    }

    private static final int WIDEST = 12;

    /** The order as a comparison. */
    Comparator<RunEntry> comparator() {
        return Comparator.comparing((RunEntry run) -> !run.state().goesOn()).thenComparing(order);
    }
}
