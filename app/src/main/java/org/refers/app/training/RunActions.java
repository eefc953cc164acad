package org.refers.app.training;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.refers.app.error.ErrorReporter;
import org.refers.app.task.BackgroundTasks;
import org.refers.app.task.BackgroundTasks.Lane;
import org.refers.app.task.Outcome;
import org.refers.app.training.RunBin.Discarded;
import org.refers.app.training.RunBin.Place;
import org.refers.viewer.text.Texts;

/** What can be done with runs of the list: started once more, thrown away, given back. Knows no control. */
public final class RunActions {

    private static final double MEGABYTE = 1e6;

    private final Texts texts;
    private final TrainingEngine engine;
    private final TrainingViewModel model;
    private final BackgroundTasks tasks;
    private final ErrorReporter errors;
    private final ReadOnlyObjectWrapper<List<Discarded>> discarded = new ReadOnlyObjectWrapper<>(List.of());
    private Consumer<RunPlan> cloned = plan -> {
    };
    private Asker asker = (title, words, yes, action) -> {
    };

    /** Asks before something is thrown away. */
    @FunctionalInterface
    public interface Asker {

        /**
         * Asks.
         *
         * @param title of the question
         * @param words the question
         * @param yes words of the answer that does it
         * @param action what it does
         */
        void ask(String title, String words, String yes, Runnable action);
    }

    /** Creates the actions on the runs of a model. */
    public RunActions(Texts texts, TrainingEngine engine, TrainingViewModel model, BackgroundTasks tasks,
            ErrorReporter errors) {
        this.texts = texts;
        this.engine = engine;
        this.model = model;
        this.tasks = tasks;
        this.errors = errors;
        model.runs().subscribe(this::lookIntoTrash);
    }

    /** Hands over what takes a run that is to be started once more. */
    public void onClone(Consumer<RunPlan> taker) {
        cloned = taker;
    }

    /** Hands over what asks. */
    public void onAsk(Asker with) {
        asker = with;
    }

    /** Opens a new run with the settings of another. */
    public void cloneRun(RunEntry run) {
        tasks.run(Lane.FILES, work -> engine.copy(run.folder()), Outcome.of(copied -> {
            if (copied.lostModels() > 0) {
                errors.tell(texts.format("runs.clone.nomodel", run.name()));
            }
            cloned.accept(copied.plan());
        }, problem -> errors.report("doing.clone", problem)));
    }

    /** Throws a run away, after a question that says how large it is; never one that goes on. */
    public void discard(RunEntry run) {
        if (run.state().goesOn()) {
            errors.tell(texts.format("runs.discard.goeson", run.name()));
            return;
        }
        tasks.run(Lane.FILES, work -> engine.bin().size(run.folder()), Outcome.of(
                bytes -> asker.ask(texts.get("runs.discard.title"),
                        texts.format("runs.discard.words", run.name(), bytes / MEGABYTE),
                        texts.get("runs.discard.yes"), () -> discardNow(run)),
                problem -> failed("doing.discard", problem)));
    }

    private void discardNow(RunEntry run) {
        model.comparison().set(run, false);
        tasks.run(Lane.FILES, work -> engine.bin().discard(run.folder()), Outcome.of(place -> {
            errors.tell(texts.format(place == Place.SYSTEM ? "runs.discarded.system" : "runs.discarded", run.name()));
            model.refresh();
            model.modelsChanged();
        }, problem -> failed("doing.discard", problem)));
    }

    /** What is gone meanwhile goes from the list too. */
    private void failed(String doing, Throwable problem) {
        errors.report(doing, problem);
        model.refresh();
    }

    private void lookIntoTrash() {
        Optional<Path> runs = model.folder();
        if (runs.isEmpty()) {
            discarded.set(List.of());
            return;
        }
        tasks.run(Lane.FILES, work -> engine.bin().discarded(runs.get()), Outcome.of(discarded::set, problem -> {
            // A trash that cannot be read has nothing to give back.
            discarded.set(List.of());
        }));
    }

    /** Gives a run back. */
    public void restore(Discarded run) {
        tasks.run(Lane.FILES, work -> engine.bin().restore(run), Outcome.of(back -> {
            errors.tell(texts.format("runs.restored", back.getFileName()));
            model.refresh();
            model.modelsChanged();
        }, problem -> failed("doing.restore", problem)));
    }

    /** Deletes what was thrown away for good, after a question that says how much it is. */
    public void empty() {
        long bytes = discarded.get().stream().mapToLong(Discarded::bytes).sum();
        model.folder().ifPresent(runs -> asker.ask(texts.get("runs.empty.title"),
                texts.format("runs.empty.words", discarded.get().size(), bytes / MEGABYTE),
                texts.get("runs.empty.yes"), () -> tasks.run(Lane.FILES, work -> {
                    engine.bin().empty(runs);
                    return true;
                }, Outcome.of(gone -> lookIntoTrash(), problem -> failed("doing.discard", problem)))));
    }

    /** The runs that can be given back. */
    public ReadOnlyObjectProperty<List<Discarded>> discardedProperty() {
        return discarded.getReadOnlyProperty();
    }
}
