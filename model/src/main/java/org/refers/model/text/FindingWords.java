package org.refers.model.text;

import java.util.List;

/**
 * How reports name one finding.
 *
 * @param name the finding, as labels and boxes call it
 * @param sided whether the finding belongs to a side of the chest
 * @param present regular expressions over lower-case text that name the finding
 * @param absent regular expressions over lower-case text that rule it out without naming it, such as a normal heart size
 */
public record FindingWords(String name, boolean sided, List<String> present, List<String> absent) {

    /** Creates an entry of the table; the lists are copied. */
    public FindingWords {
        present = List.copyOf(present);
        absent = List.copyOf(absent);
    }
}
