package org.refers.app.annotation;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.refers.app.error.ErrorReporter;
import org.refers.app.task.BackgroundTasks;
import org.refers.app.task.BackgroundTasks.Lane;
import org.refers.app.task.BackgroundTasks.RunningWork;
import org.refers.app.task.Outcome;
import org.refers.app.task.Stage;
import org.refers.app.task.WatchedImport;
import org.refers.app.task.Work;
import org.refers.app.task.WorkProgress;
import org.refers.model.workspace.StudyEntry;
import org.refers.model.workspace.annotation.AnnotationChange;
import org.refers.model.workspace.annotation.Annotations;
import org.refers.model.workspace.export.AnnotationExport;
import org.refers.model.workspace.export.BoxFormat;
import org.refers.model.workspace.export.BoxSink;
import org.refers.model.workspace.export.DicomSink;
import org.refers.model.workspace.export.HistoryTable;
import org.refers.model.workspace.export.TableSink;
import org.refers.model.workspace.importer.AnnotationImport;
import org.refers.model.workspace.importer.AnnotationPlan;

/**
 * Readers' boxes and labels from and to files. One file at a time is read or written, in the background; what is read becomes one
 * step, which can be taken back. Knows no control.
 */
public final class AnnotationFilesViewModel {

    private final AnnotationViewModel annotation;
    private final BackgroundTasks tasks;
    private final ErrorReporter errors;
    private final ReadOnlyObjectWrapper<Optional<Stage>> going = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<AnnotationPlan>> lastImport = new ReadOnlyObjectWrapper<>(
            Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Exported>> lastExport = new ReadOnlyObjectWrapper<>(
            Optional.empty());
    private Optional<Annotations> source = Optional.empty();
    private Optional<RunningWork> running = Optional.empty();

    /**
     * What was written.
     *
     * @param target file, or folder of the files
     * @param written how much
     */
    public record Exported(Path target, BoxSink.Written written) {
    }

    /** Creates the state without a workspace. */
    public AnnotationFilesViewModel(AnnotationViewModel annotation, BackgroundTasks tasks, ErrorReporter errors) {
        this.annotation = annotation;
        this.tasks = tasks;
        this.errors = errors;
    }

    /** Turns to another workspace; what still reads or writes the one before ends. */
    public void open(Annotations annotations) {
        stop();
        source = Optional.of(annotations);
    }

    /** Reads files into the workspace; without a workspace, or while another reading or writing goes on, nothing happens. */
    public void read(List<Path> files) {
        begin("doing.annotations.in", (from, progress) -> AnnotationImport.plan(from, files,
                new WatchedImport(progress)), this::take);
    }

    private void take(AnnotationPlan plan) {
        if (plan.changes().isEmpty()) {
            lastImport.set(Optional.of(plan));
        } else {
            annotation.make(new AnnotationChange.Several(plan.changes()), () -> lastImport.set(Optional.of(plan)));
        }
    }

    /**
     * Writes the boxes and labels of all readers.
     *
     * @param target file, or for DICOM objects a folder that is there
     */
    public void write(BoxFormat format, Path target) {
        begin("doing.annotations.out", (from, progress) -> {
            List<StudyEntry> studies = from.workspace().studies();
            AnnotationExport.Said said = AnnotationExport.Said.of(from);
            BoxSink sink = format.isDicom()
                    ? DicomSink.of(target, format, LocalDateTime.now(ZoneId.systemDefault()))
                    : new TableSink(target, format, false);
            boolean whole = AnnotationExport.write(studies, said, sink, done -> {
                progress.at("", done, studies.size());
                return !progress.isStopped();
            });
            return whole ? Optional.of(new Exported(target, sink.finish())) : Optional.<Exported>empty();
        }, written -> written.ifPresent(done -> lastExport.set(Optional.of(done))));
    }

    /**
     * Writes the history of what all readers drew and said, as a table.
     *
     * @param done says how many steps were written
     */
    public void writeHistory(Path target, LongFunction<String> done) {
        begin("doing.history.out", (from, progress) -> {
            long steps = from.journal().steps();
            try {
                return OptionalLong.of(HistoryTable.write(from.journal(), target, written -> {
                    progress.at("", written, steps);
                    return !progress.isStopped();
                }));
            } catch (CancellationException stopped) {
                return OptionalLong.empty();
            }
        }, written -> written.ifPresent(steps -> errors.tell(done.apply(steps))));
    }

    /** Work on a workspace. */
    @FunctionalInterface
    private interface Job<T> {
        T on(Annotations source, WorkProgress progress) throws Exception;
    }

    private <T> void begin(String doing, Job<T> job, Consumer<T> done) {
        if (source.isEmpty() || going.get().isPresent()) {
            return;
        }
        Annotations from = source.get();
        going.set(Optional.of(new Stage("", 0, 0)));
        Work<T> work = progress -> job.on(from, progress);
        running = Optional.of(tasks.run(Lane.IMPORTING, work, new Outcome<>(result -> {
            going.set(Optional.empty());
            if (source.filter(from::equals).isPresent()) {
                done.accept(result);
            }
        }, problem -> {
            going.set(Optional.empty());
            errors.report(doing, problem);
        }, stage -> going.set(going.get().map(still -> stage)))));
    }

    /** Ends reading or writing early: what was not read is not taken, and no file is written. */
    public void stop() {
        running.ifPresent(RunningWork::stop);
    }

    /** How far reading or writing is; empty while there is none. */
    public ReadOnlyObjectProperty<Optional<Stage>> goingProperty() {
        return going.getReadOnlyProperty();
    }

    /** What the last reading did. */
    public ReadOnlyObjectProperty<Optional<AnnotationPlan>> lastImportProperty() {
        return lastImport.getReadOnlyProperty();
    }

    /** What the last writing did. */
    public ReadOnlyObjectProperty<Optional<Exported>> lastExportProperty() {
        return lastExport.getReadOnlyProperty();
    }
}
