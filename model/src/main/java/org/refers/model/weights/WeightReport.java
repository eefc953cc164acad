package org.refers.model.weights;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * What became of a foreign file's tensors.
 *
 * @param format the file's form, in words
 * @param matched our tensors that the file fills
 * @param missing tensors of the same parts that it does not fill: they start anew
 * @param leftOver tensors of the file that nothing here asks for
 * @param misshapen our tensors whose counterpart has another shape, as {@code name: found instead of expected}
 * @param changed matched tensors that were made to fit, and how
 */
public record WeightReport(String format, List<String> matched, List<String> missing, List<String> leftOver,
        List<String> misshapen, SequencedMap<String, String> changed) {

    /** Creates a report; collections are copied. */
    public WeightReport {
        matched = List.copyOf(matched);
        missing = List.copyOf(missing);
        leftOver = List.copyOf(leftOver);
        misshapen = List.copyOf(misshapen);
        changed = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(changed));
    }
}
