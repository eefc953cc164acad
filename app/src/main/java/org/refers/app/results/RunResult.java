package org.refers.app.results;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.refers.training.metric.Interval;

/**
 * What a run reached on one table of predictions.
 *
 * @param table the table's name, such as test
 * @param tables all tables of the run, test first
 * @param radiographs rows of the table
 * @param meanAuroc unweighted mean over the findings whose area is defined
 * @param meanInterval its 95 % interval
 * @param classes one a finding, in the model's order
 */
record RunResult(String table, List<String> tables, int radiographs, OptionalDouble meanAuroc,
        Optional<Interval> meanInterval, List<ClassResult> classes) {

    RunResult {
        tables = List.copyOf(tables);
        classes = List.copyOf(classes);
    }
}
