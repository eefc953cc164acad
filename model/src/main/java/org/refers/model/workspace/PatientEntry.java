package org.refers.model.workspace;

/**
 * A patient of a workspace.
 *
 * @param id pseudonymous key
 * @param split side of the split
 * @param studies number of studies
 */
public record PatientEntry(String id, Split split, int studies) {
}
