package org.refers.app.annotation;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import org.refers.app.error.ErrorReporter;
import org.refers.app.task.BackgroundTasks;
import org.refers.app.task.BackgroundTasks.Lane;
import org.refers.app.task.LatestWork;
import org.refers.app.task.Outcome;
import org.refers.model.finding.ReaderAgreement;
import org.refers.model.finding.ReaderBox;
import org.refers.model.finding.Readings;
import org.refers.model.workspace.annotation.Annotations;
import org.refers.viewer.text.Texts;

/** How far readers agree with each other, and the model with them: here, and in all radiographs. Knows no control. */
public final class AgreementViewModel {

    private final Texts texts;
    private final ErrorReporter errors;
    private final LatestWork counting;
    private final LatestWork listing;
    private final LatestWork reading;
    private final BooleanProperty withModel = new SimpleBooleanProperty(true);
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.NONE);
    private final ReadOnlyObjectWrapper<Optional<Matrix>> here = new ReadOnlyObjectWrapper<>(Optional.empty());
    private Optional<Annotations> annotations = Optional.empty();
    private Supplier<Optional<ModelReader>> model = Optional::empty;

    /**
     * Who agrees how far.
     *
     * @param agreement of all readers
     * @param model name of the model among them; empty where it has no part
     */
    public record Matrix(ReaderAgreement agreement, Optional<String> model) {
    }

    /**
     * How far the counting is.
     *
     * @param running whether the model reads
     * @param done radiographs it has read
     * @param total radiographs it reads in all
     * @param all what was counted
     */
    public record State(boolean running, int done, int total, Optional<Matrix> all) {

        static final State NONE = new State(false, 0, 0, Optional.empty());
    }

    /** What the model has read so far. */
    private record Session(Readings readings, ModelReader model, String name, Set<String> wanted,
            List<Map.Entry<String, Path>> files, Map<String, List<ReaderBox>> boxes) {

        Matrix matrix() {
            return new Matrix(readings.with(name, model.findings(), boxes), Optional.of(name));
        }
    }

    /** Creates the state without a workspace. */
    public AgreementViewModel(Texts texts, BackgroundTasks tasks, ErrorReporter errors) {
        this.texts = texts;
        this.errors = errors;
        this.counting = new LatestWork(tasks, Lane.ANNOTATING);
        this.listing = new LatestWork(tasks, Lane.LISTING);
        this.reading = new LatestWork(tasks, Lane.COMPUTING);
    }

    /** Turns to another workspace. */
    public void open(Annotations opened) {
        stop();
        annotations = Optional.of(opened);
        state.set(State.NONE);
    }

    /** Says which model reads as one more reader. */
    public void setModel(Supplier<Optional<ModelReader>> reader) {
        model = reader;
    }

    /**
     * Compares on the radiograph that is read.
     *
     * @param readers the readers' boxes of a finding
     * @param ours the model's boxes of it; empty where it was not asked
     */
    public void compareHere(List<ReaderBox> readers, Optional<List<ReaderBox>> ours) {
        Set<String> names = new TreeSet<>();
        readers.forEach(box -> names.add(box.reader()));
        if (names.isEmpty()) {
            here.set(Optional.empty());
            return;
        }
        Readings readings = new Readings(Map.of("", readers), Map.of("", names));
        String name = readings.freeName(texts.get("annotate.model"));
        here.set(Optional.of(ours.map(boxes -> new Matrix(readings.with(name, readings.findings(), Map.of("", boxes
                .stream().map(box -> new ReaderBox(name, box.finding(), box.box())).toList())), Optional.of(name)))
                .orElseGet(() -> new Matrix(readings.agreement(), Optional.empty()))));
    }

    /** Counts how far all agree. */
    public void count() {
        stop();
        annotations.ifPresent(now -> counting.run(progress -> now.readings(), Outcome.of(this::counted,
                problem -> errors.report("doing.agreement", problem))));
    }

    private void counted(Readings readings) {
        Optional<ModelReader> reader = model.get().filter(now -> withModel.get());
        Matrix alone = new Matrix(readings.agreement(), Optional.empty());
        state.set(new State(reader.isPresent(), 0, 0, Optional.of(alone)));
        reader.ifPresent(now -> listing.run(progress -> now.radiographs(), Outcome.of(files -> {
            Set<String> wanted = new TreeSet<>(readings.findings());
            wanted.retainAll(now.findings());
            Session session = new Session(readings, now, readings.freeName(texts.get("annotate.model")), wanted,
                    List.copyOf(files.entrySet()), new LinkedHashMap<>());
            state.set(new State(!files.isEmpty(), 0, files.size(), Optional.of(alone)));
            readNext(session, 0, alone);
        }, this::failed)));
    }

    /** One task a radiograph: one that is opened meanwhile waits for one and not for all. */
    private void readNext(Session session, int index, Matrix alone) {
        if (index >= session.files().size()) {
            state.set(
                    new State(false, index, index, Optional.of(session.boxes().isEmpty() ? alone : session.matrix())));
            return;
        }
        Map.Entry<String, Path> file = session.files().get(index);
        reading.run(progress -> session.model().read(session.name(), file.getValue(), session.wanted()),
                Outcome.of(boxes -> {
                    session.boxes().put(file.getKey(), boxes);
                    advance(session, index, alone);
                }, problem -> {
                    // What it could not read is compared with nobody.
                    if (session.boxes().size() == index) {
                        errors.report("doing.agreement", problem);
                    }
                    advance(session, index, alone);
                }));
    }

    private void advance(Session session, int index, Matrix alone) {
        state.set(new State(true, index + 1, session.files().size(), Optional.of(alone)));
        readNext(session, index + 1, alone);
    }

    private void failed(Throwable problem) {
        state.set(new State(false, 0, 0, state.get().all()));
        errors.report("doing.agreement", problem);
    }

    /** Ends the model's reading; what readers agree on stays. */
    public void stop() {
        counting.cancel();
        listing.cancel();
        reading.cancel();
        state.set(new State(false, 0, 0, state.get().all()));
    }

    /** Whether the model is counted with the readers. */
    public BooleanProperty withModelProperty() {
        return withModel;
    }

    /** How far the counting is, and what it found. */
    public ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** Who agrees how far on the radiograph that is read; empty where no reader boxed it. */
    public ReadOnlyObjectProperty<Optional<Matrix>> hereProperty() {
        return here.getReadOnlyProperty();
    }
}
