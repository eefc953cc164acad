package org.refers.model.workspace.annotation;

import java.util.Optional;
import java.util.OptionalLong;
import org.refers.model.workspace.WorkspaceException;
import org.refers.model.workspace.annotation.JournalTable.Ends;
import org.refers.model.workspace.annotation.JournalTable.Head;

/**
 * A window's way through the journal: steps are made, taken back and made again, also those of earlier sittings. Each reader has steps of
 * his own. What another window did since this one looked is not taken back unseen: nothing is written then, and the next time it is. A
 * step that cannot be written leaves the history as it is. Not for several threads: steps are made one after the other.
 */
public final class AnnotationHistory {

    private final Annotations annotations;
    private String reader = "";
    private Optional<Ends> seen = Optional.empty();

    /** Creates a history that has not looked at the journal yet. */
    public AnnotationHistory(Annotations annotations) {
        this.annotations = annotations;
    }

    /** Looks where a reader's steps end; call it whenever what is kept is shown. */
    public void look(String whose) throws WorkspaceException {
        Ends ends = annotations.ends(whose);
        reader = whose;
        seen = Optional.of(ends);
    }

    /** Makes a step; what had been taken back before cannot be made again then. */
    public void make(String by, AnnotationChange change) throws WorkspaceException {
        StepKind kind = change instanceof AnnotationChange.Several ? StepKind.IMPORTED : StepKind.MADE;
        long number = annotations.step(writer -> writer.make(new Head(by, kind, OptionalLong.empty()), change));
        reader = by;
        seen = Optional.of(new Ends(OptionalLong.of(number), OptionalLong.empty()));
    }

    /** Takes a reader's last step back, and says which it was; empty if there is none. */
    public Optional<AnnotationChange> undo(String by) throws WorkspaceException {
        return move(by, true);
    }

    /** Makes the step again that this reader took back last; empty if there is none. */
    public Optional<AnnotationChange> redo(String by) throws WorkspaceException {
        return move(by, false);
    }

    private Optional<AnnotationChange> move(String by, boolean back) throws WorkspaceException {
        Optional<Ends> known = by.equals(reader) ? seen : Optional.empty();
        try {
            return annotations.step(writer -> writer.move(by, known, back));
        } finally {
            look(by);
        }
    }

    /** Restores what a reader had before a step, as a new step; empty if all of it is there as it was. */
    public Optional<AnnotationChange> bringBack(String by, long step) throws WorkspaceException {
        Optional<AnnotationChange> done = annotations.step(writer -> writer.bringBack(by, step));
        look(by);
        return done;
    }

    /** Whether there was a step to take back when the history looked last. */
    public boolean canUndo() {
        return seen.filter(ends -> ends.undo().isPresent()).isPresent();
    }

    /** Whether there was a step to make again when the history looked last. */
    public boolean canRedo() {
        return seen.filter(ends -> ends.redo().isPresent()).isPresent();
    }
}
