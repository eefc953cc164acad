package org.refers.app.annotation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.refers.app.error.ErrorReporter;
import org.refers.app.task.BackgroundTasks;
import org.refers.app.task.BackgroundTasks.Lane;
import org.refers.app.task.Outcome;
import org.refers.model.finding.Box;
import org.refers.model.finding.FindingLabel;
import org.refers.model.finding.MeasuredLine;
import org.refers.model.finding.ReaderBox;
import org.refers.model.finding.ReaderMeasurement;
import org.refers.model.workspace.WorkspaceException;
import org.refers.model.workspace.annotation.AnnotationChange;
import org.refers.model.workspace.annotation.AnnotationHistory;
import org.refers.model.workspace.annotation.Annotations;
import org.refers.model.workspace.annotation.DrawnBox;
import org.refers.model.workspace.annotation.DrawnMeasurement;
import org.refers.viewer.text.Texts;

/**
 * What the reader at the screen draws and says. Each step is written in the background at once, one after the other, and shown when it
 * is kept. Knows no control.
 */
public final class AnnotationViewModel {

    /** A pseudonym that names nobody. */
    public static final String DEFAULT_READER = "reader";

    private final Texts texts;
    private final BackgroundTasks tasks;
    private final ErrorReporter errors;
    private final StringProperty reader = new SimpleStringProperty(DEFAULT_READER);
    private final ObjectProperty<Optional<String>> finding = new SimpleObjectProperty<>(Optional.empty());
    private final ObservableList<String> findings = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<Shown> shown = new ReadOnlyObjectWrapper<>(Shown.NONE);
    private final AgreementViewModel agreement;
    private final HistoryViewModel history;
    private final ReadOnlyBooleanWrapper canUndo = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper canRedo = new ReadOnlyBooleanWrapper();
    private Optional<Session> session = Optional.empty();
    private Optional<Subject> subject = Optional.empty();
    private List<String> hung = List.of();
    private final ReadOnlyObjectWrapper<Map<String, List<DrawnMeasurement>>> measurements = new ReadOnlyObjectWrapper<>(
            Map.of());
    private Consumer<List<ReaderBox>> boxesChanged = boxes -> {
    };

    /** A workspace's annotations and the way through their history; used on the lane's one thread alone. */
    private record Session(Annotations annotations, AnnotationHistory history) {
    }

    /**
     * What is read.
     *
     * @param radiograph its key
     * @param study key of its study
     */
    public record Subject(String radiograph, String study) {
    }

    /**
     * What is kept of the radiograph that is read.
     *
     * @param boxes this reader's boxes, of all findings
     * @param radiograph this reader's labels of the radiograph
     * @param study this reader's labels of the study
     * @param all the boxes of all readers
     */
    public record Shown(List<DrawnBox> boxes, Map<String, FindingLabel> radiograph, Map<String, FindingLabel> study,
            List<ReaderBox> all) {

        static final Shown NONE = new Shown(List.of(), Map.of(), Map.of(), List.of());
    }

    /** Creates the state without a workspace. */
    public AnnotationViewModel(Texts texts, BackgroundTasks tasks, ErrorReporter errors) {
        this.texts = texts;
        this.tasks = tasks;
        this.errors = errors;
        this.agreement = new AgreementViewModel(texts, tasks, errors);
        this.history = new HistoryViewModel(tasks, errors);
        reader.subscribe(now -> reload());
    }

    /** Says who is told of a radiograph's boxes when they have changed. */
    public void onBoxes(Consumer<List<ReaderBox>> told) {
        boxesChanged = told;
    }

    /** Turns to another workspace, in which its own steps can be taken back. */
    public void open(Annotations annotations) {
        session = Optional.of(new Session(annotations, new AnnotationHistory(annotations)));
        shown.set(Shown.NONE);
        measurements.set(Map.of());
        agreement.open(annotations);
        history.open(annotations.journal());
        canUndo.set(false);
        canRedo.set(false);
        tasks.run(Lane.ANNOTATING, progress -> annotations.findings(),
                Outcome.of(this::offer, problem -> errors.report("doing.annotate", problem)));
        // A workspace that is read anew, as after an import, may show the same radiograph still.
        reload();
    }

    private void offer(List<String> names) {
        findings.setAll(names);
        // What another workspace had may be no finding here.
        if (finding.get().filter(names::contains).isEmpty()) {
            finding.set(names.stream().findFirst());
        }
    }

    /** Turns to a radiograph, or to none. */
    public void show(Optional<Subject> read) {
        subject = read;
        shown.set(Shown.NONE);
        history.show(read.map(Subject::study));
        reload();
    }

    /** Says which radiographs hang, whose measurements are read. */
    public void hang(List<String> radiographs) {
        if (!hung.equals(radiographs)) {
            hung = List.copyOf(radiographs);
            reload();
        }
    }

    private void reload() {
        if (subject.isPresent() || !hung.isEmpty()) {
            run((now, who) -> Optional.empty(), false);
        }
    }

    /** A step, on the lane's thread. */
    private interface Step {
        Optional<String> take(Session session, String who) throws WorkspaceException;
    }

    /**
     * What came of a step.
     *
     * @param sentence what the user is told, if anything
     */
    private record Taken(Shown shown, Map<String, List<DrawnMeasurement>> measurements, boolean canUndo,
            boolean canRedo, Optional<String> sentence) {
    }

    private void run(Step step, boolean changes) {
        if (session.isEmpty()) {
            return;
        }
        Session now = session.get();
        Optional<Subject> read = subject;
        String who = reader.get();
        List<String> hanging = hung;
        tasks.run(Lane.ANNOTATING, progress -> {
            Optional<String> sentence = step.take(now, who);
            AnnotationHistory.Kept kept = now.history.look(who, read.map(Subject::radiograph).orElse(""),
                    read.map(Subject::study).orElse(""), hanging);
            Shown drawn = new Shown(kept.boxes(), kept.radiograph(), kept.study(),
                    read.isPresent() ? now.annotations.allBoxes(read.get().radiograph()) : List.of());
            return new Taken(drawn, kept.measurements(), now.history.canUndo(), now.history.canRedo(), sentence);
        }, Outcome.of(taken -> {
            if (session.filter(now::equals).isPresent()) {
                take(taken, read, who, changes);
            }
        }, problem -> {
            errors.report("doing.annotate", problem);
            if (changes) {
                reload();
                history.refresh();
            }
        }));
    }

    private void take(Taken taken, Optional<Subject> read, String who, boolean changes) {
        canUndo.set(taken.canUndo);
        canRedo.set(taken.canRedo);
        taken.sentence.ifPresent(errors::tell);
        if (changes) {
            history.refresh();
        }
        if (reader.get().equals(who) && taken.measurements.keySet().containsAll(hung)) {
            measurements.set(taken.measurements);
        }
        if (subject.equals(read) && reader.get().equals(who)) {
            shown.set(taken.shown);
            if (changes && read.isPresent()) {
                boxesChanged.accept(taken.shown.all());
            }
        }
    }

    private void make(AnnotationChange change) {
        run((now, who) -> {
            now.history.make(who, change);
            return Optional.empty();
        }, true);
    }

    /** Makes a step that came from elsewhere, such as a file, whatever is read now; {@code kept} is called when it is written. */
    void make(AnnotationChange change, Runnable kept) {
        String who = reader.get();
        session.ifPresent(now -> tasks.run(Lane.ANNOTATING, progress -> {
            now.history.make(who, change);
            return now.annotations.findings();
        }, Outcome.of(names -> {
            if (session.filter(now::equals).isPresent()) {
                offer(names);
                run((same, reading) -> Optional.empty(), true);
            }
            kept.run();
        }, problem -> errors.report("doing.annotate", problem))));
    }

    /**
     * Draws a box of the chosen finding on the radiograph that is read.
     *
     * @return the box's id, under which it is shown once it is kept; empty if reader or finding are not named
     */
    public Optional<String> draw(Box box) {
        if (finding.get().isEmpty() || reader.get().isBlank()) {
            errors.tell(texts.get("annotate.choose"));
            return Optional.empty();
        }
        ReaderBox drawn = new ReaderBox(reader.get(), finding.get().get(), box);
        return subject.map(read -> {
            AnnotationChange.OfBox change = AnnotationChange.draw(read.radiograph(), drawn);
            make(change);
            return change.id();
        });
    }

    /** Moves or resizes a box. */
    public void alter(DrawnBox box, Box after) {
        make(AnnotationChange.alter(box, new ReaderBox(box.box().reader(), box.box().finding(), after)));
    }

    /** Gives a box another finding. */
    public void rename(DrawnBox box, String name) {
        if (!name.isBlank() && !name.equals(box.box().finding())) {
            make(AnnotationChange.alter(box, new ReaderBox(box.box().reader(), name, box.box().box())));
        }
    }

    /** Takes a box away. */
    public void remove(DrawnBox box) {
        make(AnnotationChange.remove(box));
    }

    /**
     * Measures on a radiograph that hangs.
     *
     * @return the measurement's id; empty if the reader is not named
     */
    public Optional<String> measure(String radiograph, ReaderMeasurement.Kind kind, List<MeasuredLine> lines) {
        if (reader.get().isBlank()) {
            errors.tell(texts.get("annotate.choose"));
            reload();
            return Optional.empty();
        }
        AnnotationChange.OfMeasurement change = AnnotationChange.measure(radiograph,
                new ReaderMeasurement(reader.get(), kind, lines));
        make(change);
        return Optional.of(change.id());
    }

    /** Moves a measurement's ends. */
    public void alter(DrawnMeasurement drawn, List<MeasuredLine> lines) {
        ReaderMeasurement before = drawn.measurement();
        make(new AnnotationChange.OfMeasurement(drawn.id(), drawn.radiograph(), Optional.of(before),
                Optional.of(new ReaderMeasurement(before.reader(), before.kind(), lines))));
    }

    /** Takes a measurement away. */
    public void remove(DrawnMeasurement drawn) {
        make(new AnnotationChange.OfMeasurement(drawn.id(), drawn.radiograph(), Optional.of(drawn.measurement()),
                Optional.empty()));
    }

    /** Says whether the radiograph, or its study, has a finding; {@link FindingLabel#UNKNOWN} takes back what was said. */
    public void label(boolean ofStudy, String name, FindingLabel label) {
        Shown before = shown.get();
        subject.ifPresent(read -> {
            FindingLabel was = (ofStudy ? before.study() : before.radiograph()).getOrDefault(name,
                    FindingLabel.UNKNOWN);
            if (was != label) {
                make(new AnnotationChange.OfLabel(ofStudy ? read.study() : read.radiograph(), reader.get(), name, was,
                        label));
            }
        });
    }

    /** Takes this reader's last step back, on whichever radiograph and in whichever sitting it was. */
    public void undo() {
        Optional<Subject> read = subject;
        run((now, who) -> elsewhere(now.history.undo(who), read, "annotate.undone"), true);
    }

    /** Makes the step again that was taken back last. */
    public void redo() {
        Optional<Subject> read = subject;
        run((now, who) -> elsewhere(now.history.redo(who), read, "annotate.redone"), true);
    }

    /** Restores what this reader had before a step of the history, as a new step. */
    public void bringBack(long step) {
        run((now, who) -> now.history.bringBack(who, step).isPresent()
                ? Optional.empty()
                : Optional.of(texts.get("annotate.history.same")), true);
    }

    private Optional<String> elsewhere(Optional<AnnotationChange> step, Optional<Subject> read, String words) {
        return step.filter(change -> read
                .filter(now -> change.concerns(now.radiograph()) || change.concerns(now.study()))
                .isEmpty()).map(change -> texts.get(words));
    }

    /** The pseudonym under which is drawn. */
    public StringProperty readerProperty() {
        return reader;
    }

    /** The finding of the next box. */
    public ObjectProperty<Optional<String>> findingProperty() {
        return finding;
    }

    /** Findings to choose from; others can be named. */
    public ObservableList<String> findings() {
        return findings;
    }

    /** What is kept of the radiograph that is read. */
    public ReadOnlyObjectProperty<Shown> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    /** This reader's measurements, by the key of each radiograph that hangs, oldest first. */
    public ReadOnlyObjectProperty<Map<String, List<DrawnMeasurement>>> measurementsProperty() {
        return measurements.getReadOnlyProperty();
    }

    /** How far readers agree. */
    public AgreementViewModel agreement() {
        return agreement;
    }

    /** Who did what, and when. */
    public HistoryViewModel history() {
        return history;
    }

    /** Key of the study that is read; empty if none is. */
    String study() {
        return subject.map(Subject::study).orElse("");
    }

    /** Whether a step can be taken back. */
    public ReadOnlyBooleanProperty canUndoProperty() {
        return canUndo.getReadOnlyProperty();
    }

    /** Whether a step can be made again. */
    public ReadOnlyBooleanProperty canRedoProperty() {
        return canRedo.getReadOnlyProperty();
    }
}
