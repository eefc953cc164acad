package org.refers.training.explain;

import java.util.List;

/**
 * A report that a model wrote.
 *
 * @param text the report's text, lower-case as the network learns it
 * @param tokens its tokens with start and, unless the length ran out, end
 * @param logProbability natural logarithm of its probability
 * @param views indices of the radiographs the network read, in its order; the first repeated where there were too few
 */
public record WrittenReport(String text, List<Integer> tokens, double logProbability, List<Integer> views) {

    /** Creates a report; lists are copied. */
    public WrittenReport {
        tokens = List.copyOf(tokens);
        views = List.copyOf(views);
    }
}
