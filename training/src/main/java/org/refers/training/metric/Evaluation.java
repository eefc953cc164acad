package org.refers.training.metric;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.function.Function;

/**
 * The metrics of a model over its findings.
 *
 * @param findings by name, in the model's order
 * @param meanAuroc unweighted mean over the findings whose area is defined; empty when none is
 * @param meanAurocInterval 95 % bootstrap interval of that mean, all findings on the same draws of patients
 * @param meanAveragePrecision unweighted mean over the findings that have positives
 */
public record Evaluation(SequencedMap<String, FindingResult> findings, OptionalDouble meanAuroc,
        Optional<Interval> meanAurocInterval, OptionalDouble meanAveragePrecision) {

    /** Computes all figures. */
    public static Evaluation of(SequencedMap<String, ScoredLabels> scored, Bootstrap bootstrap) {
        SequencedMap<String, FindingResult> findings = new LinkedHashMap<>();
        scored.forEach((finding, rows) -> findings.put(finding, FindingResult.of(rows, bootstrap)));
        return new Evaluation(Collections.unmodifiableSequencedMap(findings), mean(findings, FindingResult::auroc),
                bootstrap.meanAuroc(List.copyOf(scored.values())),
                mean(findings, FindingResult::averagePrecision));
    }

    private static OptionalDouble mean(SequencedMap<String, FindingResult> findings,
            Function<FindingResult, OptionalDouble> figure) {
        return findings.values().stream().map(figure).flatMapToDouble(OptionalDouble::stream).average();
    }
}
