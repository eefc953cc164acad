package org.refers.model.workspace.annotation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.refers.model.workspace.WorkspaceException;

/**
 * The steps of one sitting, which can be taken back and made again. A step that cannot be written leaves the history as it is. Not for
 * several threads: steps are made one after the other.
 */
public final class AnnotationHistory {

    /** Steps that can be taken back: more than anybody remembers, and next to no memory. */
    static final int LIMIT = 1000;

    private final Annotations annotations;
    private final Deque<AnnotationChange> done = new ArrayDeque<>();
    private final Deque<AnnotationChange> undone = new ArrayDeque<>();

    /** Creates an empty history. */
    public AnnotationHistory(Annotations annotations) {
        this.annotations = annotations;
    }

    /** Makes a step; what had been taken back before cannot be made again then. */
    public void make(AnnotationChange change) throws WorkspaceException {
        annotations.make(change);
        undone.clear();
        done.push(change);
        if (done.size() > LIMIT) {
            done.removeLast();
        }
    }

    /** Takes the last step back, and says which it was; empty if there is none. */
    public Optional<AnnotationChange> undo() throws WorkspaceException {
        return move(done, undone, true);
    }

    /** Makes the step again that was taken back last; empty if there is none. */
    public Optional<AnnotationChange> redo() throws WorkspaceException {
        return move(undone, done, false);
    }

    private Optional<AnnotationChange> move(Deque<AnnotationChange> from, Deque<AnnotationChange> to, boolean inverse)
            throws WorkspaceException {
        AnnotationChange change = from.peek();
        if (change == null) {
            return Optional.empty();
        }
        annotations.make(inverse ? change.inverse() : change);
        to.push(from.pop());
        return Optional.of(change);
    }

    /** Whether there is a step to take back. */
    public boolean canUndo() {
        return !done.isEmpty();
    }

    /** Whether there is a step to make again. */
    public boolean canRedo() {
        return !undone.isEmpty();
    }
}
