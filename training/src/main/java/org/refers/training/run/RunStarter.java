package org.refers.training.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.refers.model.workspace.Workspace;
import org.refers.model.workspace.WorkspaceException;
import org.refers.training.compute.ComputeEngine;
import org.refers.training.compute.ComputeException;
import org.refers.training.run.TrainingEvent.Notice;
import org.refers.training.run.TrainingEvent.RunFailed;
import org.refers.training.run.TrainingEvent.RunFinished;
import org.refers.training.store.RunFolder;
import org.refers.training.store.RunFolderException;

/** Opens what a run needs, runs it on the calling thread, and closes all again. */
class RunStarter {

    private final Machine machine;

    RunStarter() {
        this(Machine.real());
    }

    RunStarter(Machine machine) {
        this.machine = machine;
    }

    RunSummary run(RunRequest request, Consumer<TrainingEvent> events, BooleanSupplier stop)
            throws TrainingException {
        Optional<FinishedRun> finished = finished(request);
        if (finished.isPresent()) {
            RunSummary summary = finished.get().summary();
            events.accept(new Notice(
                    "The run is finished; there is nothing to go on with. A larger max_steps makes it longer."));
            events.accept(new RunFinished(summary.steps(), false, finished.get().metrics()));
            return summary;
        }
        try (Workspace workspace = Workspace.open(request.workspace())) {
            // The folder that keeps them is not open yet.
            List<String> told = new ArrayList<>();
            try (ComputeEngine engine = ComputeEngine.start(request.compute(), told::add);
                    RunFolder folder = request.resume()
                            ? RunFolder.resume(request.run())
                            : RunFolder.create(request.run());
                    DeviceTurn turn = DeviceTurn.await(request, engine, events,
                            () -> stop.getAsBoolean() || folder.isStopRequested())) {
                if (turn.isGivenUp()) {
                    return RunSummary.notBegun(request.run());
                }
                RunContext context = new RunContext(folder, new RunJournal(folder, events), engine, workspace,
                        () -> stop.getAsBoolean() || folder.isStopRequested(), machine);
                told.forEach(notice -> context.journal().accept(new Notice(notice)));
                engine.backend().notice().ifPresent(notice -> context.journal().accept(new Notice(notice)));
                return run(request, context);
            }
        } catch (WorkspaceException problem) {
            throw TrainingException.input(RunContext.capital(String.valueOf(problem.getMessage())) + ".", problem);
        } catch (ComputeException problem) {
            throw TrainingException.input(problem.sentence(), problem);
        } catch (RunFolderException problem) {
            throw TrainingException.input(problem.getMessage() + ".", problem);
        } catch (IOException problem) {
            throw TrainingException.fault(FolderFault.sentence(request.run(), problem), problem);
        } catch (UncheckedIOException problem) {
            throw TrainingException.fault(FolderFault.sentence(request.run(), FolderFault.causeOf(problem)), problem);
        }
    }

    private static Optional<FinishedRun> finished(RunRequest request) throws TrainingException {
        try {
            return FinishedRun.of(request).filter(run -> request instanceof PretrainRequest
                    || run.summary().test().isPresent());
        } catch (IOException unreadable) {
            throw TrainingException.fault("The run folder " + request.run() + " cannot be read.", unreadable);
        }
    }

    private RunSummary run(RunRequest request, RunContext context) throws TrainingException, IOException {
        try {
            return switch (request) {
                case PretrainRequest pretrain -> new PretrainRun(pretrain, context).run();
                case FinetuneRequest finetune -> new FinetuneRun(finetune, context).run();
            };
        } catch (TrainingException failed) {
            // Told with the folder still open; the step is in the sentence where there was one.
            context.journal().acceptIfPossible(new RunFailed(-1, withoutPaths(failed.sentence(), request)));
            throw failed;
        } catch (WorkspaceException failed) {
            context.journal().acceptIfPossible(new RunFailed(-1, "The workspace cannot be read."));
            throw failed;
        }
    }

    /** What the user typed may stand on the terminal, but not in a log. */
    private static String withoutPaths(String sentence, RunRequest request) {
        return sentence.replace(request.run().toString(), "the run folder").replace(request.workspace().toString(),
                "the workspace");
    }
}
