package org.refers.app.annotation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import org.refers.app.error.ErrorReporter;
import org.refers.app.task.BackgroundTasks;
import org.refers.app.task.BackgroundTasks.Lane;
import org.refers.app.task.LatestWork;
import org.refers.app.task.Outcome;
import org.refers.model.workspace.annotation.AnnotationJournal;
import org.refers.model.workspace.annotation.AnnotationJournal.Page;

/** Who did what on the study that is read, and when. Read only while somebody looks, and then anew after each step. Knows no control. */
public final class HistoryViewModel {

    /** As many as a reader scrolls through; older ones are asked for. */
    static final int PAGE = 50;

    private static final Page NOTHING = new Page(List.of(), false, Instant.EPOCH, 0);

    private final LatestWork reading;
    private final ErrorReporter errors;
    private final BooleanProperty open = new SimpleBooleanProperty();
    private final ReadOnlyObjectWrapper<Page> page = new ReadOnlyObjectWrapper<>(NOTHING);
    private Optional<AnnotationJournal> journal = Optional.empty();
    private Optional<String> study = Optional.empty();
    private int most = PAGE;

    HistoryViewModel(BackgroundTasks tasks, ErrorReporter errors) {
        // Behind the steps that are still being written.
        this.reading = new LatestWork(tasks, Lane.ANNOTATING);
        this.errors = errors;
        open.subscribe(this::refresh);
    }

    /** Turns to another workspace. */
    void open(AnnotationJournal opened) {
        journal = Optional.of(opened);
        forget();
    }

    /** Turns to a study, or to none. */
    void show(Optional<String> read) {
        if (!study.equals(read)) {
            study = read;
            forget();
        }
    }

    private void forget() {
        most = PAGE;
        page.set(NOTHING);
        refresh();
    }

    /** Reads the history anew, as after a step. */
    void refresh() {
        if (!open.get() || journal.isEmpty() || study.isEmpty()) {
            reading.cancel();
            return;
        }
        AnnotationJournal from = journal.get();
        String of = study.get();
        int wanted = most;
        reading.run(progress -> from.ofStudy(of, OptionalLong.empty(), wanted),
                Outcome.of(page::set, problem -> errors.report("doing.history.in", problem)));
    }

    /** Reads as many steps again, from before those that are shown. */
    public void older() {
        most += PAGE;
        refresh();
    }

    /** Whether somebody looks. */
    public BooleanProperty openProperty() {
        return open;
    }

    /** The steps, newest first. */
    public ReadOnlyObjectProperty<Page> pageProperty() {
        return page.getReadOnlyProperty();
    }
}
