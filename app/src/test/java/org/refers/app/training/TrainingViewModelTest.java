package org.refers.app.training;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.refers.app.error.ErrorReporter;
import org.refers.app.error.FaultLog;
import org.refers.app.error.NoticeBoard;
import org.refers.app.task.BackgroundTasks;
import org.refers.app.task.CurrentThreadTasks;
import org.refers.app.task.EventRelay;
import org.refers.app.task.Outcome;
import org.refers.app.task.Work;
import org.refers.app.training.RunPlan.Finetuning;
import org.refers.app.training.RunPlan.Kind;
import org.refers.app.training.TrainingViewModel.State;
import org.refers.training.device.MemoryUse;
import org.refers.training.run.TrainingEvent;
import org.refers.viewer.chart.Curve;
import org.refers.viewer.chart.Figure;
import org.refers.viewer.chart.RunCurves;
import org.refers.viewer.chart.RunCurves.Key;
import org.refers.viewer.chart.RunCurves.Side;
import org.refers.viewer.text.Texts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class TrainingViewModelTest {

    private static final RunPlan PLAN = new RunPlan(Kind.PRETRAIN, Path.of("ws"), Path.of("runs/one"), "paper", "tiny",
            "demo", Map.of(), Finetuning.DEFAULT, RunPlan.Start.NEW);

    private final List<Runnable> waiting = new ArrayList<>();
    private final NoticeBoard board = new NoticeBoard();
    private final Recorded engine = new Recorded();

    /** Does everything at once but the waiting for a run's end, which the test brings about. */
    private final BackgroundTasks tasks = new BackgroundTasks() {
        @Override
        public <T> RunningWork run(Lane lane, Work<T> work, Outcome<T> outcome) {
            Runnable all = () -> new CurrentThreadTasks().run(lane, work, outcome);
            if (lane == Lane.TRAINING) {
                waiting.add(all);
            } else {
                all.run();
            }
            return () -> {
            };
        }
    };

    private final TrainingViewModel model = new TrainingViewModel(Texts.english(), engine,
            new TrainingRunner(engine, tasks, target -> new EventRelay<>(Runnable::run, target)), tasks,
            new ErrorReporter(new FaultLog(Path.of("target/unused.log")), Texts.english(), tasks,
                    new EventRelay<>(Runnable::run, batch -> batch.forEach(board::put))));

    /** Hands the test the run's events and counts what is asked of it. */
    private static final class Recorded implements TrainingEngine {

        private final List<RunPlan> started = new ArrayList<>();
        private final List<Path> followed = new ArrayList<>();
        private Consumer<TrainingEvent> events = event -> {
        };
        private final List<Path> stopsAsked = new ArrayList<>();
        private final Bin bin = new Bin();
        private Optional<List<RunEntry>> listed = Optional.empty();
        private int released;
        private int stops;
        private Optional<Exception> end = Optional.empty();
        private List<TrainingEvent> past = List.of();

        @Override
        public RunControl start(RunPlan plan, Consumer<TrainingEvent> target) {
            started.add(plan);
            return control(target);
        }

        @Override
        public RunControl follow(Path run, Consumer<TrainingEvent> target) {
            followed.add(run);
            return control(target);
        }

        private RunControl control(Consumer<TrainingEvent> target) {
            events = target;
            return new RunControl() {
                @Override
                public void stop() {
                    stops++;
                }

                @Override
                public void release() {
                    released++;
                }

                @Override
                public void await() throws Exception {
                    if (end.isPresent()) {
                        throw end.get();
                    }
                }
            };
        }

        @Override
        public List<RunEntry> runs(Path folder) {
            return listed.isPresent()
                    ? listed.get()
                    : List.of(new RunEntry("one", Path.of("runs/one"), PLAN, 3, 10, RunEntry.State.STOPPED,
                            OptionalDouble.of(5), "cuda:0 (NVIDIA X)", RunEntry.Facts.NONE));
        }

        @Override
        public List<TrainingEvent> history(Path run) {
            return past;
        }

        @Override
        public List<String> recipes() {
            return List.of("demo");
        }

        @Override
        public String reason(String key) {
            return key;
        }

        @Override
        public void requestStop(Path run) {
            stopsAsked.add(run);
        }

        @Override
        public Copied copy(Path run) {
            return new Copied(PLAN, 1);
        }

        @Override
        public RunBin bin() {
            return bin;
        }

        @Override
        public RunAdvisor advisor() {
            throw new UnsupportedOperationException("no run is planned here");
        }
    }

    /** Remembers what is thrown away and given back. */
    private static final class Bin implements RunBin {

        private final List<Path> gone = new ArrayList<>();
        private Optional<Exception> fault = Optional.empty();

        @Override
        public long size(Path run) throws Exception {
            if (fault.isPresent()) {
                throw fault.get();
            }
            return 12_300_000;
        }

        @Override
        public Place discard(Path run) {
            gone.add(run);
            return Place.RUNS;
        }

        @Override
        public List<Discarded> discarded(Path runs) {
            return gone.stream().map(run -> new Discarded(run.getFileName().toString(), run, 7)).toList();
        }

        @Override
        public Path restore(Discarded run) {
            gone.remove(run.folder());
            return run.folder();
        }

        @Override
        public void empty(Path runs) {
            gone.clear();
        }
    }

    private static RunEntry entry(String name, RunEntry.State state, double best) {
        return new RunEntry(name, Path.of("runs", name), PLAN, 3, 10, state, OptionalDouble.of(5), "cpu",
                new RunEntry.Facts(Instant.EPOCH.plusSeconds(name.length()),
                        best == 0 ? OptionalDouble.empty() : OptionalDouble.of(best),
                        state == RunEntry.State.QUEUED ? 2 : 0,
                        state == RunEntry.State.FAILED ? "The loss is no number." : ""));
    }

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

    private RunActions actions(List<String> asked) {
        RunActions actions = new RunActions(Texts.english(), engine, model, tasks,
                new ErrorReporter(new FaultLog(Path.of("target/unused.log")), Texts.english(), tasks,
                        new EventRelay<>(Runnable::run, batch -> batch.forEach(board::put))));
        actions.onAsk((title, words, yes, action) -> {
            asked.add(words);
            action.run();
        });
        return actions;
    }

    @Test
    void aRunIsThrownAwayAfterAQuestionAndGivenBack() {
        model.setFolder(Optional.of(Path.of("runs")));
        List<String> asked = new ArrayList<>();
        RunActions actions = actions(asked);
        RunEntry run = model.runs().getFirst();
        model.comparison().set(run, true);
        engine.listed = Optional.of(List.of());
        actions.discard(run);
        assertTrue(asked.getFirst().startsWith("one takes 12.3 MB"), asked::toString);
        assertEquals(List.of(Path.of("runs/one")), engine.bin.gone);
        assertFalse(model.comparison().has(run));
        assertEquals(1, actions.discardedProperty().get().size());

        engine.listed = Optional.empty();
        actions.restore(actions.discardedProperty().get().getFirst());
        assertEquals(List.of(), actions.discardedProperty().get());
        engine.bin.gone.add(Path.of("runs/two"));
        actions.empty();
        assertEquals(List.of(), engine.bin.gone);
        assertEquals(2, asked.size());
    }

    @Test
    void aRunThatGoesOnIsNeverThrownAway() {
        model.setFolder(Optional.of(Path.of("runs")));
        List<String> asked = new ArrayList<>();
        for (RunEntry.State state : List.of(RunEntry.State.RUNNING, RunEntry.State.FOUND, RunEntry.State.QUEUED)) {
            actions(asked).discard(entry("one", state, 0));
        }
        assertEquals(List.of(), asked);
        assertEquals("one goes on or waits; stop it first.", board.notices().getFirst().sentence());
        engine.bin.fault = Optional.of(new IllegalArgumentException("runs/one holds no run any more"));
        actions(asked).discard(entry("one", RunEntry.State.FINISHED, 0));
        assertEquals(List.of(), asked);
        assertTrue(board.notices().getLast().sentence().startsWith("The run was not deleted: runs/one holds no run"));
    }

    @Test
    void aCloneWhoseModelIsLostSaysSo() {
        List<RunPlan> cloned = new ArrayList<>();
        RunActions actions = actions(new ArrayList<>());
        actions.onClone(cloned::add);
        actions.cloneRun(entry("one", RunEntry.State.FINISHED, 0));
        assertEquals(List.of(PLAN), cloned);
        assertTrue(board.notices().getFirst().sentence().startsWith("one began with a model that is not among"));
    }

    private static TrainingEvent step(long step, double loss) {
        return new TrainingEvent.StepFinished(step, 10, loss, Map.of("language", loss - 1, "contrast", 1.0), 1e-3, 2,
                12.34, 0, 95, 4, new MemoryUse(OptionalLong.of(1_500_000_000), OptionalLong.empty()));
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

    @Test
    void stopIsAskedForOnceAndTheRunEndsOrderly() {
        List<String> ended = new ArrayList<>();
        model.onRunEnd(() -> ended.add("end"));
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
    void aSecondStartWaitsForTheFirstToEnd() {
        model.start(PLAN);
        model.start(PLAN);
        assertEquals(1, engine.started.size());
    }

    @Test
    void aRunThatCannotBeginIsToldInASentence() {
        engine.end = Optional.of(new IllegalArgumentException("the workspace has no reports"));
        model.start(PLAN);
        waiting.getFirst().run();
        assertEquals("The run ended: the workspace has no reports.", board.notices().getFirst().sentence());
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

    @Test
    void theFormGivesAPlanWithWhatWasSetOnly() {
        RunFormViewModel form = new RunFormViewModel();
        form.suggestName(engine.runs(Path.of("runs")));
        form.setting("max_steps").set(" 40 ");
        RunPlan plan = form.plan(Path.of("ws"), Path.of("runs"));
        assertEquals(Map.of("max_steps", "40"), plan.settings());
        assertEquals(Path.of("runs/pretrain-1"), plan.run());
        assertEquals("tiny", plan.size());

        form.kindProperty().set(Kind.FINETUNE);
        form.initProperty().set("pretrain-1");
        form.labelRatioProperty().set("10 %");
        RunPlan tuned = form.plan(Path.of("ws"), Path.of("runs"));
        assertEquals(0.1, tuned.finetuning().labelRatio(), 1e-12);
        assertEquals(List.of(Path.of("runs/pretrain-1")), tuned.start().models());
    }

    @Test
    void theFormRefusesWhatCannotBe() {
        RunFormViewModel form = new RunFormViewModel();
        for (String name : List.of("", "  ", "a/b", "..", ".hidden", "a:b")) {
            form.nameProperty().set(name);
            assertThrows(IllegalArgumentException.class, () -> form.plan(Path.of("ws"), Path.of("runs")), name);
        }
        form.nameProperty().set("fine");
        for (String ratio : List.of("0", "101 %", "all", "-5")) {
            form.labelRatioProperty().set(ratio);
            assertThrows(IllegalArgumentException.class, () -> form.plan(Path.of("ws"), Path.of("runs")), ratio);
        }
    }
}
