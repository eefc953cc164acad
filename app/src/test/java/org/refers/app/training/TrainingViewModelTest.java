package org.refers.app.training;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.refers.app.error.NoticeBoard;
import org.refers.app.training.TrainingViewModel.State;
import org.refers.training.run.TrainingEvent;
import org.refers.viewer.chart.Curve;
import org.refers.viewer.chart.Figure;
import org.refers.viewer.chart.RunCurves;
import org.refers.viewer.chart.RunCurves.Key;
import org.refers.viewer.chart.RunCurves.Side;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.refers.app.training.TrainingScript.PLAN;
import static org.refers.app.training.TrainingScript.step;

/** One run, from its start to its end. */
class TrainingViewModelTest {

    private final TrainingScript script = new TrainingScript();
    private final TrainingScript.Recorded engine = script.engine;
    private final TrainingViewModel model = script.model;
    private final List<Runnable> waiting = script.waiting;
    private final NoticeBoard board = script.board;

    @Test
    void eventsMoveCurvesFiguresAndProgress() {
        model.start(PLAN);
        assertEquals(State.STARTING, model.stateProperty().get());
        engine.events.accept(new TrainingEvent.RunStarted("one", "pretrain", "cpu", 0, 10));
        engine.events.accept(step(1, 8));
        engine.events.accept(step(2, 7));
        engine.events.accept(new TrainingEvent.ValidationFinished(2, 7.5, Map.of("language", 6.5)));
        engine.events.accept(new TrainingEvent.CheckpointWritten(2, "step-000002", true));

        RunCurves curves = model.curvesProperty().get();
        assertEquals(2, curves.losses().get(new Key(RunCurves.TOTAL, Side.TRAINING)).size());
        assertEquals(6.5, curves.losses().get(new Key("language", Side.VALIDATION)).value(0));
        RunFigures figures = model.figuresProperty().get();
        assertEquals("7.0000", figures.loss());
        assertEquals("12.3", figures.speed());
        assertEquals("1 min 35 s", figures.timeLeft());
        assertEquals("cpu", figures.device());
        assertEquals("Checkpoint step-000002", figures.saved());
        assertEquals("Step 2 of 10", figures.status());
        assertEquals(0.2, model.progressProperty().get());
        assertTrue(model.isBusy());
    }

    /** A run that another window, or none, has started: shown from its first step, and stopped from here. */
    @Test
    void aRunThatGoesOnElsewhereIsFollowed() {
        model.choose(new RunEntry("one", Path.of("runs/one"), PLAN, 3, 10, RunEntry.State.RUNNING,
                OptionalDouble.of(5), "cuda:0 (NVIDIA X)", RunEntry.Facts.NONE));
        assertEquals(List.of(Path.of("runs/one")), engine.followed);
        assertEquals(State.RUNNING, model.stateProperty().get());
        assertEquals("cuda:0 (NVIDIA X)", model.figuresProperty().get().device());
        engine.events.accept(step(1, 8));
        engine.events.accept(step(2, 7));
        assertEquals(2, model.curvesProperty().get().losses().get(new Key(RunCurves.TOTAL, Side.TRAINING)).size());
        Map<Key, Curve> memory = model.curvesProperty().get().of(Figure.MEMORY);
        assertEquals(Set.of(new Key(RunCurves.IN_USE, Side.TRAINING)), memory.keySet(), "an untold peak is no curve");
        assertEquals(1.5, memory.get(new Key(RunCurves.IN_USE, Side.TRAINING)).value(1), "in gigabytes");
        model.stop();
        assertEquals(1, engine.stops);
        engine.events.accept(new TrainingEvent.RunFinished(2, true, Map.of()));
        waiting.forEach(Runnable::run);
        assertEquals(State.ENDED, model.stateProperty().get());
        assertEquals(List.of(), engine.started);
    }

    @Test
    void stopIsAskedForOnceAndTheRunEndsOrderly() {
        List<String> ended = new ArrayList<>();
        model.onModels(() -> ended.add("end"));
        model.start(PLAN);
        engine.events.accept(step(1, 8));
        engine.events.accept(new TrainingEvent.RunStarted("one", "pretrain", "cpu", 0, 10));
        model.stop();
        model.stop();
        assertEquals(1, engine.stops);
        assertEquals(State.STOPPING, model.stateProperty().get());

        engine.events.accept(step(2, 8));
        assertEquals(State.STOPPING, model.stateProperty().get());
        engine.events.accept(new TrainingEvent.RunFinished(2, true, Map.of()));
        waiting.getFirst().run();
        assertEquals(State.ENDED, model.stateProperty().get());
        assertEquals("Stopped at step 2 with a checkpoint", model.figuresProperty().get().status());
        assertEquals(List.of("end"), ended);
    }

    @Test
    void aRunThatIsWithdrawnBeforeItsFirstStepSaysSo() {
        model.start(PLAN);
        engine.events.accept(new TrainingEvent.Notice("Waiting for cpu: another run uses it."));
        model.stop();
        waiting.getFirst().run();
        assertEquals("one ended before its first step.", board.notices().getFirst().sentence());
        assertEquals(State.NONE, model.stateProperty().get());
        assertFalse(model.goesOn());
    }

    @Test
    void aSecondStartWaitsForTheFirstToEnd() {
        model.start(PLAN);
        model.start(PLAN);
        assertEquals(1, engine.started.size());
        assertEquals("one goes on already; a further run needs another name.",
                board.notices().getFirst().sentence());
        assertTrue(model.names().contains("one"), "no list has it yet, and its name is taken");
    }

    @Test
    void aRunThatCannotBeginIsToldInASentence() {
        engine.end = Optional.of(new IllegalArgumentException("the workspace has no reports"));
        model.start(PLAN);
        waiting.getFirst().run();
        assertEquals("Training broke off: the workspace has no reports.", board.notices().getFirst().sentence());
        assertFalse(model.isBusy());
    }

    @Test
    void aResumedRunShowsItsPastAndGoesOnBehindIt() {
        engine.past = List.of(step(1, 9), step(2, 8), step(3, 7));
        model.setFolder(Optional.of(Path.of("runs")));
        model.resume(model.runs().getFirst(), Path.of("open"));
        assertTrue(engine.started.getFirst().resume());
        assertEquals(Path.of("open"), engine.started.getFirst().workspace());
        engine.events.accept(new TrainingEvent.RunStarted("one", "pretrain", "cpu", 3, 10));
        assertEquals(RunEntry.State.RUNNING, model.runs().getFirst().state());
        engine.events.accept(step(4, 6));
        assertEquals(4, model.curvesProperty().get().losses().get(new Key(RunCurves.TOTAL, Side.TRAINING)).size());
    }

    /** A long run tells a million steps; words are made of the last only. */
    @Test
    void ofManyEventsTheLastOfEachKindIsTold() {
        List<TrainingEvent> last = RunPast.lastOfEach(List.of(step(1, 9), new TrainingEvent.Notice("a"), step(2, 8)));

        assertEquals(List.of(new TrainingEvent.Notice("a"), step(2, 8)), last);
    }

    @Test
    void durationsAreShort() {
        assertEquals("", RunFigures.duration(-1));
        assertEquals("59 s", RunFigures.duration(59.2));
        assertEquals("1 min 00 s", RunFigures.duration(60));
        assertEquals("2 h 05 min", RunFigures.duration(7500));
    }
}
