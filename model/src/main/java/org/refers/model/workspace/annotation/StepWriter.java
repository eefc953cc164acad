package org.refers.model.workspace.annotation;

import java.io.Serial;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.refers.model.workspace.annotation.JournalTable.Ends;
import org.refers.model.workspace.annotation.JournalTable.Head;

/** Makes steps and tells the journal of them, both in the transaction of the connection it is given. */
final class StepWriter {

    private static final String MEANWHILE = " was changed in another window meanwhile; nothing was written";
    private static final String SINCE = " was changed since, in another window or by another reader; nothing was written";
    private static final String OTHER_LAST = "another window has made or taken back a step meanwhile; nothing was written,"
            + " look at what is there now and do it again";

    private final Connection connection;
    private final JournalTable journal;
    private final long now;

    StepWriter(Connection connection, long now) {
        this.connection = connection;
        this.journal = new JournalTable(connection);
        this.now = now;
    }

    /** Takes a transaction back whose beginning is no longer there. */
    static final class ChangedElsewhere extends SQLException {

        @Serial
        private static final long serialVersionUID = 1;

        ChangedElsewhere(String sentence) {
            super(sentence);
        }
    }

    /** Makes a step and returns its number. */
    long make(Head head, AnnotationChange change) throws SQLException {
        String elsewhere = head.kind().isStep() ? MEANWHILE : SINCE;
        List<AnnotationChange> singles = change.singles();
        for (AnnotationChange single : singles) {
            apply(single, elsewhere);
        }
        return journal.append(head, singles, now);
    }

    private void apply(AnnotationChange single, String elsewhere) throws SQLException {
        switch (single) {
            case AnnotationChange.OfBox box -> require(new BoxTable(connection).make(box, now), "the box" + elsewhere);
            case AnnotationChange.OfLabel label -> require(new LabelTable(connection).make(label, now),
                    "the label" + elsewhere);
            case AnnotationChange.OfMeasurement measured -> require(
                    new MeasurementTable(connection).make(measured, now), "the measurement" + elsewhere);
            case AnnotationChange.Several several -> throw new IllegalArgumentException("not a single thing");
        }
    }

    private static void require(boolean fits, String otherwise) throws ChangedElsewhere {
        if (!fits) {
            throw new ChangedElsewhere(otherwise);
        }
    }

    /**
     * Takes a reader's last step back, or makes again what was taken back last.
     *
     * @param seen where the reader's steps ended when he asked; empty if nobody has looked
     * @return the step that is meant, as it was made; empty if there is none
     */
    Optional<AnnotationChange> move(String reader, Optional<Ends> seen, boolean back) throws SQLException {
        Ends ends = journal.ends(reader);
        // Somebody who has not seen a step cannot mean it.
        require(seen.isEmpty() || seen.get().equals(ends), OTHER_LAST);
        OptionalLong meant = back ? ends.undo() : ends.redo();
        if (meant.isEmpty()) {
            return Optional.empty();
        }
        List<AnnotationChange> singles = journal.changes(meant.getAsLong());
        AnnotationChange step = singles.size() == 1 ? singles.getFirst() : new AnnotationChange.Several(singles);
        make(new Head(reader, back ? StepKind.UNDONE : StepKind.REDONE, meant), back ? step.inverse() : step);
        return Optional.of(step);
    }

    /**
     * Restores what a reader had before a step, as a step of its own; what was not there then is left alone.
     *
     * @return what was changed; empty if all is there as it was
     */
    Optional<AnnotationChange> bringBack(String reader, long step) throws SQLException {
        Set<List<String>> met = new HashSet<>();
        List<AnnotationChange> back = new ArrayList<>();
        for (AnnotationChange change : journal.changes(step)) {
            // A file may say a thing twice: what was there before the whole step counts.
            boolean isFirst = met.add(thing(change));
            if (isFirst && change.owner().equals(reader) && change.hasBefore()) {
                journal.back(change).ifPresent(back::add);
            }
        }
        if (back.isEmpty()) {
            return Optional.empty();
        }
        AnnotationChange change = new AnnotationChange.Several(back);
        make(new Head(reader, StepKind.BROUGHT_BACK, OptionalLong.of(step)), change);
        return Optional.of(change);
    }

    private static List<String> thing(AnnotationChange change) {
        return switch (change) {
            case AnnotationChange.OfBox box -> List.of(box.id());
            case AnnotationChange.OfLabel label -> List.of(label.subject(), label.reader(), label.finding());
            case AnnotationChange.OfMeasurement measured -> List.of(measured.id());
            case AnnotationChange.Several several -> throw new IllegalArgumentException("not a single thing");
        };
    }
}
