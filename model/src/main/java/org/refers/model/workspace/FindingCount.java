package org.refers.model.workspace;

/**
 * A finding and how often radiographs of the workspace are labelled with it.
 *
 * @param name name of the finding as its source writes it
 * @param present radiographs labelled present
 * @param absent radiographs labelled absent
 * @param uncertain radiographs labelled uncertain
 */
public record FindingCount(String name, int present, int absent, int uncertain) {
}
