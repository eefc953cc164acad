package org.refers.app.training;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Consumer;
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
import org.refers.training.device.MemoryUse;
import org.refers.training.run.TrainingEvent;
import org.refers.viewer.text.Texts;

/** A training view-model over an engine that does what a test says. */
final class TrainingScript {

    static final RunPlan PLAN = new RunPlan(Kind.PRETRAIN, Path.of("ws"), Path.of("runs/one"), "paper", "tiny",
            "demo", Map.of(), Finetuning.DEFAULT, RunPlan.Start.NEW);

    /** What waits for a run's end; the test brings it about. */
    final List<Runnable> waiting = new ArrayList<>();
    final NoticeBoard board = new NoticeBoard();
    final Recorded engine = new Recorded();

    /** Does everything at once but the waiting for a run's end. */
    final BackgroundTasks tasks = new BackgroundTasks() {
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

    final ErrorReporter errors = new ErrorReporter(new FaultLog(Path.of("target/unused.log")), Texts.english(), tasks,
            new EventRelay<>(Runnable::run, batch -> batch.forEach(board::put)));

    final TrainingViewModel model = new TrainingViewModel(Texts.english(), engine,
            new TrainingRunner(engine, tasks, target -> new EventRelay<>(Runnable::run, target)), tasks, errors);

    /** Hands the test the run's events and counts what is asked of it. */
    static final class Recorded implements TrainingEngine {

        final List<RunPlan> started = new ArrayList<>();
        final List<Path> followed = new ArrayList<>();
        Consumer<TrainingEvent> events = event -> {
        };
        final List<Path> stopsAsked = new ArrayList<>();
        final Bin bin = new Bin();
        Optional<List<RunEntry>> listed = Optional.empty();
        int released;
        int stops;
        Optional<Exception> end = Optional.empty();
        List<TrainingEvent> past = List.of();

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
    static final class Bin implements RunBin {

        final List<Path> gone = new ArrayList<>();
        Optional<Exception> fault = Optional.empty();

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

    /** A run of the list; {@code best} 0: nothing was measured yet. */
    static RunEntry entry(String name, RunEntry.State state, double best) {
        return new RunEntry(name, Path.of("runs", name), PLAN, 3, 10, state, OptionalDouble.of(5), "cpu",
                new RunEntry.Facts(Instant.EPOCH.plusSeconds(name.length()),
                        best == 0 ? OptionalDouble.empty() : OptionalDouble.of(best),
                        state == RunEntry.State.QUEUED ? 2 : 0,
                        state == RunEntry.State.FAILED ? "The loss is no number." : ""));
    }

    /** A step of ten. */
    static TrainingEvent step(long step, double loss) {
        return new TrainingEvent.StepFinished(step, 10, loss, Map.of("language", loss - 1, "contrast", 1.0), 1e-3, 2,
                12.34, 0, 95, 4, new MemoryUse(OptionalLong.of(1_500_000_000), OptionalLong.empty()));
    }
}
