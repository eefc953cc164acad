package org.refers.app.training;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.refers.app.training.RunPlan.Finetuning;
import org.refers.app.training.RunPlan.Kind;
import org.refers.app.training.TrainingViewModel.State;
import org.refers.training.run.TrainingEvent;
import org.refers.viewer.chart.Figure;
import org.refers.viewer.chart.RunCurves;
import org.refers.viewer.chart.RunCurves.Key;
import org.refers.viewer.chart.RunCurves.Side;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.refers.app.training.TrainingScript.PLAN;
import static org.refers.app.training.TrainingScript.entry;
import static org.refers.app.training.TrainingScript.step;

/** The list of runs: its order, what waits or failed, and what is looked at. */
class RunListViewModelTest {

    private final TrainingScript script = new TrainingScript();
    private final TrainingScript.Recorded engine = script.engine;
    private final TrainingViewModel model = script.model;
    private final List<Runnable> waiting = script.waiting;

    private List<String> names() {
        return model.runs().stream().map(RunEntry::name).toList();
    }

    @Test
    void runsAreOrderedAndThoseThatGoOnAreFirst() {
        engine.listed = Optional.of(List.of(entry("run-10", RunEntry.State.FINISHED, -4), entry("run-2",
                RunEntry.State.FINISHED, -5), entry("z", RunEntry.State.QUEUED, 0),
                entry("a1", RunEntry.State.FAILED,
                        0)));
        model.setFolder(Optional.of(Path.of("runs")));
        assertEquals(List.of("z", "run-10", "run-2", "a1"), names());
        model.orderProperty().set(RunOrder.NAME);
        assertEquals(List.of("z", "a1", "run-2", "run-10"), names());
        model.orderProperty().set(RunOrder.BEST);
        assertEquals(List.of("z", "run-10", "run-2", "a1"), names());
    }

    @Test
    void aSecondRunIsStartedBehindTheFirstAndEitherCanBeLookedAt() {
        model.setFolder(Optional.of(Path.of("runs")));
        model.start(PLAN);
        Consumer<TrainingEvent> first = engine.events;
        first.accept(new TrainingEvent.RunStarted("one", "pretrain", "cpu", 0, 10));
        RunPlan second = new RunPlan(Kind.PRETRAIN, Path.of("ws"), Path.of("runs/two"), "paper", "tiny", "demo",
                Map.of(), Finetuning.DEFAULT, RunPlan.Start.NEW);
        model.start(second);
        assertEquals(List.of(PLAN, second), engine.started);
        assertEquals(2, model.ownRuns(), "closing the window asks about both");
        assertEquals("two", model.figuresProperty().get().run());
        first.accept(step(1, 8));
        assertTrue(model.curvesProperty().get().losses().isEmpty(), "the first run is not the one that is looked at");
        assertEquals(RunEntry.State.RUNNING, model.runs().getFirst().state());

        model.choose(model.runs().getFirst());
        assertEquals(List.of(Path.of("runs/one")), engine.followed);
        assertEquals("one", model.figuresProperty().get().run());
        assertEquals(List.of(2, 0), List.of(engine.released, engine.stops), "both go on");

        Runnable follower = waiting.getLast();
        model.choose(entry("past", RunEntry.State.FINISHED, 0));
        follower.run();
        model.refresh();
        assertEquals(RunEntry.State.RUNNING, model.runs().getFirst().state(), "to look away ends nothing");
        assertTrue(model.goesOn());
    }

    @Test
    void aRunOfThisWindowThatWaitsSaysItsPlace() {
        model.setFolder(Optional.of(Path.of("runs")));
        model.start(PLAN);
        engine.listed = Optional.of(List.of(entry("one", RunEntry.State.QUEUED, 0)));
        engine.events.accept(new TrainingEvent.Notice("Waiting for cpu: 2 runs are before this one."));
        assertEquals(State.QUEUED, model.stateProperty().get());
        assertEquals("Waits for cpu: 2 runs are before it", model.figuresProperty().get().status());
        engine.events.accept(new TrainingEvent.RunStarted("one", "pretrain", "cpu", 0, 10));
        assertEquals(State.RUNNING, model.stateProperty().get());
    }

    @Test
    void aWaitingRunSaysItsPlaceAndIsFollowedWhenItsTurnComes() {
        engine.listed = Optional.of(List.of(entry("one", RunEntry.State.QUEUED, 0)));
        model.setFolder(Optional.of(Path.of("runs")));
        model.choose(model.runs().getFirst());
        assertEquals("Waits for cpu: 2 runs are before it", model.figuresProperty().get().status());
        assertEquals(State.QUEUED, model.stateProperty().get());
        engine.listed = Optional.of(List.of(entry("one", RunEntry.State.RUNNING, 0)));
        model.refresh();
        assertEquals(List.of(Path.of("runs/one")), engine.followed);
        assertEquals(RunEntry.State.FOUND, model.runs().getFirst().state(), "this window did not start it");
    }

    @Test
    void aWaitingRunOfSomebodyElseIsWithdrawnByItsFolder() {
        engine.listed = Optional.of(List.of(entry("one", RunEntry.State.QUEUED, 0)));
        model.setFolder(Optional.of(Path.of("runs")));
        model.choose(model.runs().getFirst());
        model.stop();
        assertEquals(List.of(Path.of("runs/one")), engine.stopsAsked);
        engine.listed = Optional.of(List.of());
        model.refresh();
        assertEquals(State.NONE, model.stateProperty().get());
        assertEquals(Optional.empty(), model.chosenProperty().get());
    }

    @Test
    void aRunThatFailedSaysWhy() {
        engine.listed = Optional.of(List.of(entry("one", RunEntry.State.FAILED, 0)));
        model.setFolder(Optional.of(Path.of("runs")));
        model.choose(model.runs().getFirst());
        assertEquals("The loss is no number.", model.figuresProperty().get().status());
        assertTrue(model.runs().getFirst().state().canResume());
    }

    /** Somebody deletes the folder outside of this window. */
    @Test
    void aShownRunThatIsGoneLeavesTheScreen() {
        engine.past = List.of(step(1, 9));
        model.setFolder(Optional.of(Path.of("runs")));
        model.choose(model.runs().getFirst());
        engine.listed = Optional.of(List.of());
        model.refresh();
        assertEquals(Optional.empty(), model.chosenProperty().get());
        assertEquals("", model.figuresProperty().get().run());
        assertTrue(model.curvesProperty().get().losses().isEmpty());
    }

    @Test
    void aPastRunCanBeLookedAt() {
        engine.past = List.of(step(1, 9), new TrainingEvent.RunFinished(3, true, Map.of()));
        model.setFolder(Optional.of(Path.of("runs")));
        model.choose(model.runs().getFirst());
        assertEquals(State.ENDED, model.stateProperty().get());
        assertEquals("one", model.figuresProperty().get().run());
        assertEquals("cuda:0 (NVIDIA X)", model.figuresProperty().get().device());
        assertEquals(0.3, model.progressProperty().get(), 1e-9);
    }

    @Test
    void otherRunsAreDrawnTooUntilTheyAreTakenAway() {
        engine.past = List.of(step(1, 9), step(2, 8));
        model.setFolder(Optional.of(Path.of("runs")));
        RunEntry run = model.runs().getFirst();
        model.comparison().set(run, true);
        model.comparison().set(run, true);
        assertEquals(1, model.comparison().runs().size());
        assertTrue(model.comparison().has(run));
        RunCurves curves = model.comparison().runs().getFirst().curves();
        assertEquals(2, curves.losses().get(new Key(RunCurves.TOTAL, Side.TRAINING)).size());
        assertEquals(2, curves.of(Figure.GRADIENT_NORM).get(new Key(RunCurves.TOTAL, Side.TRAINING)).value(0));
        model.comparison().set(run, false);
        assertEquals(List.of(), model.comparison().runs());
        assertFalse(model.comparison().has(run));
    }
}
