package org.refers.model.workspace.cohort;

import java.util.List;

/**
 * A condition that a radiograph meets or not.
 *
 * @param text as the user wrote it
 * @param unit what the statement's numbers are of
 * @param sql selects the numbers of rows
 * @param values of the statement's placeholders
 * @param negated whether those meet the condition that are not selected
 */
public record Condition(String text, Unit unit, String sql, List<Object> values, boolean negated) {

    /** Copies the values. */
    public Condition {
        values = List.copyOf(values);
    }
}
