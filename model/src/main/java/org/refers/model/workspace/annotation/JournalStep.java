package org.refers.model.workspace.annotation;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/**
 * A step as the journal has it.
 *
 * @param number counts the steps of the workspace from 1
 * @param time when it was made
 * @param reader who made it
 * @param kind how it came about
 * @param about the step that was taken back, made again or brought back from; empty for a step that stands for itself
 * @param changes single changes, in their order: all of them, or those of what was asked for
 * @param parts how many changes the whole step has
 */
public record JournalStep(long number, Instant time, String reader, StepKind kind, OptionalLong about,
        List<AnnotationChange> changes, int parts) {

    /** Creates a step of a journal. */
    public JournalStep {
        changes = List.copyOf(changes);
    }

    /** Whether something that this reader owns was there before, which can be brought back. */
    public boolean hasBefore(String owner) {
        return changes.stream().anyMatch(change -> change.owner().equals(owner) && change.hasBefore());
    }
}
