package org.refers.model.workspace.check;

import java.util.List;

/**
 * What a rule found.
 *
 * @param rule the rule
 * @param radiographs number of radiographs it holds for
 * @param studies number of studies it holds for
 * @param detail what was found, in words, without names, numbers or paths of patients
 * @param examples pseudonymous keys of the first ones, with a remark
 */
public record Issue(Rule rule, int radiographs, int studies, String detail, List<String> examples) {

    /** Examples that are named; the workspace has the rest. */
    static final int EXAMPLES = 20;

    /** Keeps the first examples. */
    public Issue {
        examples = examples.stream().limit(EXAMPLES).toList();
    }
}
