package org.refers.model.workspace.check;

import java.util.List;
import java.util.Optional;

/**
 * What a rule found.
 *
 * @param rule the rule
 * @param radiographs number of radiographs it holds for
 * @param studies number of studies it holds for
 * @param detail what was found, in words, without names, numbers or paths of patients
 * @param examples pseudonymous keys of the first ones, with a remark
 * @param cases the first ones to look at; empty where a rule is not about single radiographs
 */
public record Issue(Rule rule, int radiographs, int studies, String detail, List<String> examples, List<Case> cases) {

    /** Examples that are named where there are cases too; the workspace has the rest. */
    static final int EXAMPLES = 20;

    /** Cases that a window lists; nobody looks at more in one go. */
    static final int CASES = 500;

    /**
     * A radiograph, or two of one picture.
     *
     * @param radiograph pseudonymous key
     * @param other key of the second
     * @param words a remark
     */
    public record Case(String radiograph, Optional<String> other, String words) {
    }

    /** Keeps the first ones. */
    public Issue {
        examples = examples.stream().limit(cases.isEmpty() ? CASES : EXAMPLES).toList();
        cases = cases.stream().limit(CASES).toList();
    }

    /** What a rule found that is not about single radiographs. */
    Issue(Rule rule, int radiographs, int studies, String detail, List<String> examples) {
        this(rule, radiographs, studies, detail, examples, List.of());
    }
}
