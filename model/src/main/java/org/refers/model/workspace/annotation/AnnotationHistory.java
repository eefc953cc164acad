package org.refers.model.workspace.annotation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.refers.model.finding.FindingLabel;
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
    private boolean justMade;

    /** Creates a history that has not looked at the journal yet. */
    public AnnotationHistory(Annotations annotations) {
        this.annotations = annotations;
    }

    /**
     * What a reader drew and said.
     *
     * @param boxes on the radiograph
     * @param radiograph labels of the radiograph
     * @param study labels of its study
     * @param measurements by the keys of the radiographs that hang
     */
    public record Kept(List<DrawnBox> boxes, Map<String, FindingLabel> radiograph, Map<String, FindingLabel> study,
            Map<String, List<DrawnMeasurement>> measurements) {
    }

    /**
     * Reads what is kept, and where the reader's steps end: undo then takes back what is shown, and nothing else.
     *
     * @param radiograph key of the radiograph that is read, if any
     * @param study key of its study
     * @param hung keys of the radiographs that hang
     */
    public Kept look(String whose, String radiograph, String study, List<String> hung) throws WorkspaceException {
        record Found(Kept kept, Ends ends) {
        }
        // A step that was just made is the last one; if another window was quicker, undo finds out.
        Optional<Ends> known = justMade && whose.equals(reader) ? seen : Optional.empty();
        Found found = annotations.workspace().query(connection -> {
            List<Map<String, FindingLabel>> labels = new LabelTable(connection).of(radiograph, study, whose);
            MeasurementTable table = new MeasurementTable(connection);
            Map<String, List<DrawnMeasurement>> measured = new LinkedHashMap<>();
            for (String key : hung) {
                measured.put(key, table.of(key).stream().filter(one -> one.measurement().reader().equals(whose))
                        .toList());
            }
            List<DrawnBox> boxes = new BoxTable(connection).of(radiograph).stream()
                    .filter(box -> box.box().reader().equals(whose)).toList();
            return new Found(new Kept(boxes, labels.getFirst(), labels.getLast(), measured),
                    known.isPresent() ? known.get() : new JournalTable(connection).ends(whose));
        });
        justMade = false;
        reader = whose;
        seen = Optional.of(found.ends);
        return found.kept;
    }

    /** Looks where a reader's steps end, as when nothing is shown. */
    public void look(String whose) throws WorkspaceException {
        look(whose, "", "", List.of());
    }

    /** Makes a step; what had been taken back before cannot be made again then. */
    public void make(String by, AnnotationChange change) throws WorkspaceException {
        StepKind kind = change instanceof AnnotationChange.Several ? StepKind.IMPORTED : StepKind.MADE;
        long number = annotations.step(writer -> writer.make(new Head(by, kind, OptionalLong.empty()), change));
        reader = by;
        justMade = true;
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
        // Whatever comes of it, the next one begins from what is there then.
        forget();
        return annotations.step(writer -> writer.move(by, known, back));
    }

    private void forget() {
        seen = Optional.empty();
        justMade = false;
    }

    /** Restores what a reader had before a step, as a new step; empty if all of it is there as it was. */
    public Optional<AnnotationChange> bringBack(String by, long step) throws WorkspaceException {
        forget();
        return annotations.step(writer -> writer.bringBack(by, step));
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
