package org.refers.app.results;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.refers.app.error.ErrorReporter;
import org.refers.app.results.ClassResult.Case;
import org.refers.app.results.ResultState.Phase;
import org.refers.app.task.BackgroundTasks;
import org.refers.app.task.BackgroundTasks.Lane;
import org.refers.app.task.Outcome;
import org.refers.app.task.WatchedWork;
import org.refers.viewer.text.Texts;

/** The results of the chosen run: read in the background when somebody looks at them. Knows no control. */
public final class ResultsViewModel {

    private final BackgroundTasks tasks;
    private final ErrorReporter errors;
    private final WatchedWork reading;
    private final RatioViewModel ratios;
    private final ReadOnlyObjectWrapper<ResultState> state = new ReadOnlyObjectWrapper<>(ResultState.NONE);
    private final ObjectProperty<Optional<String>> finding = new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<CaseFilter> filter = new SimpleObjectProperty<>(CaseFilter.WRONG);
    private final ReadOnlyObjectWrapper<List<Case>> cases = new ReadOnlyObjectWrapper<>(List.of());
    private Optional<ResultSubject> subject = Optional.empty();
    private Optional<String> table = Optional.empty();

    /** Creates the state without a run. */
    public ResultsViewModel(Texts texts, BackgroundTasks tasks, ErrorReporter errors) {
        this.tasks = tasks;
        this.errors = errors;
        this.reading = new WatchedWork(tasks, Lane.RESULTS, this::read);
        this.ratios = new RatioViewModel(texts, tasks, errors);
        state.subscribe(this::list);
        finding.subscribe(this::list);
        filter.subscribe(this::list);
    }

    /** Says whether somebody looks. Nothing is read before. */
    public void setOpen(boolean looking) {
        reading.setWatched(looking);
    }

    /** Turns to a run, or to none. One that is shown already is not read again. */
    public void setRun(Optional<ResultSubject> chosen) {
        if (chosen.equals(subject)) {
            return;
        }
        if (!chosen.map(ResultSubject::folder).equals(subject.map(ResultSubject::folder))) {
            table = Optional.empty();
        }
        subject = chosen;
        ratios.setRun(chosen.filter(ResultSubject::finetuned).map(ResultSubject::folder));
        reading.refresh();
    }

    /** Turns to another table of the run's predictions. */
    void setTable(String name) {
        if (!table.equals(Optional.of(name))
                && state.get().result().filter(shown -> shown.table().equals(name)).isEmpty()) {
            table = Optional.of(name);
            reading.beginAnew();
        }
    }

    private void read() {
        if (subject.isEmpty()) {
            state.set(ResultState.NONE);
            return;
        }
        ResultSubject run = subject.get();
        if (!run.finetuned()) {
            state.set(ResultState.of(Phase.PRETRAINING, run.name()));
            return;
        }
        Optional<String> asked = table;
        state.set(ResultState.of(Phase.READING, run.name()));
        reading.run(progress -> new ResultReader(run.folder(), progress).read(asked), Outcome.of(
                found -> state.set(found.map(result -> new ResultState(Phase.SHOWN, run.name(), found))
                        .orElseGet(() -> ResultState.of(run.finished() ? Phase.NO_TABLE : Phase.UNFINISHED,
                                run.name()))),
                problem -> {
                    state.set(ResultState.of(Phase.FAILED, run.name()));
                    errors.report("doing.results", problem);
                }));
    }

    private void list() {
        cases.set(chosen().map(one -> one.cases().stream().filter(filter.get()::takes).toList()).orElse(List.of()));
    }

    /** The chosen finding's result. */
    Optional<ClassResult> chosen() {
        return state.get().result().stream().flatMap(result -> result.classes().stream())
                .filter(one -> finding.get().filter(one.finding()::equals).isPresent()).findFirst();
    }

    /** Writes the table of findings into the run's folder and hands its file on. */
    void export(Consumer<Path> written) {
        Optional<RunResult> result = state.get().result();
        if (result.isEmpty() || subject.isEmpty()) {
            return;
        }
        Path file = subject.get().folder().resolve("results-" + result.get().table() + ".csv");
        tasks.run(Lane.FILES, progress -> {
            ResultTable.write(result.get(), file);
            return file;
        }, Outcome.of(written, problem -> errors.report("doing.resulttable", problem)));
    }

    /** The curve over label ratios. */
    RatioViewModel ratios() {
        return ratios;
    }

    ReadOnlyObjectProperty<ResultState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** The chosen finding. */
    ObjectProperty<Optional<String>> findingProperty() {
        return finding;
    }

    /** Which radiographs are listed. */
    ObjectProperty<CaseFilter> filterProperty() {
        return filter;
    }

    /** The radiographs listed, the most wrong first. */
    ReadOnlyObjectProperty<List<Case>> casesProperty() {
        return cases.getReadOnlyProperty();
    }
}
