package org.refers.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.refers.model.text.Counted;
import org.refers.model.workspace.RunEntry;
import org.refers.model.workspace.Split;
import org.refers.model.workspace.Workspace;
import org.refers.model.workspace.WorkspaceException;
import org.refers.training.compute.Compute;
import org.refers.training.compute.ComputeEngine;
import org.refers.training.compute.ComputeException;
import org.refers.training.data.PictureSet;
import org.refers.training.predict.LoadedClassifier;
import org.refers.training.predict.ModelException;
import org.refers.training.predict.ModelLoader;
import org.refers.training.predict.ModelSource;
import org.refers.training.predict.WorkspacePrediction;
import org.refers.training.store.FileDigest;
import org.refers.training.store.Predictions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code refers predict}: scores of every radiograph of a workspace. */
@Command(name = "predict", description = "Score every radiograph of a workspace, also of one the model was not trained on.")
final class PredictCommand implements Callable<Integer> {

    /** Radiographs between two lines of progress. */
    private static final int PROGRESS = 500;

    @Option(names = "--model", required = true, paramLabel = "M", description = "A run folder (its best checkpoint), a checkpoint folder, or a safetensors file.")
    private Path model = Path.of("");

    @Option(names = "--workspace", required = true, paramLabel = "W", description = "Folder of the workspace.")
    private Path workspace = Path.of("");

    @Option(names = "--split", paramLabel = "S", description = "One side only: train, validation, test or none.")
    private Optional<Split> split = Optional.empty();

    @Option(names = "--out", required = true, paramLabel = "FILE.csv", description = "The table: one row a radiograph, for each finding a score and the label where there is one.")
    private Path out = Path.of("");

    @Option(names = "--keep", description = "Keep the scores in the workspace too (its tables runs and predictions), in place of those kept of the same model before.")
    private boolean keep;

    @Mixin
    private DeviceOptions device = new DeviceOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    private final Console console;

    PredictCommand(Console console) {
        this.console = console;
    }

    /** What is printed as JSON. */
    record Answer(String out, int n, List<String> findings, List<Rejected> rejected, @Nullable Double meanAuroc) {
    }

    /** A radiograph that could not be read, by its pseudonym. */
    record Rejected(String radiograph, String reason) {
    }

    @Override
    public Integer call() {
        Compute compute = device.compute();
        try (Workspace opened = Workspace.open(workspace);
                ComputeEngine engine = ComputeEngine.start(compute, console::tell);
                LoadedClassifier classifier = new ModelLoader(engine, console::tell).classifier(model)) {
            WorkspacePrediction scored = WorkspacePrediction.of(classifier, opened, split,
                    new PictureSet.Loading(1, this::progress, () -> false));
            scored.rejected().forEach((id, reason) -> console.tell("Radiograph " + id + " is left out: " + reason
                    + "."));
            if (scored.predictions().rows().isEmpty()) {
                throw CliException.badInput("The workspace has no readable radiograph to score"
                        + (split.isPresent() ? " on that side." : "."));
            }
            scored.predictions().write(out);
            if (keep) {
                keep(opened, scored.predictions());
            }
            print(scored);
            return 0;
        } catch (WorkspaceException problem) {
            throw CliException.badInput("Prediction failed: " + problem.getMessage() + ".", problem);
        } catch (ComputeException problem) {
            throw CliException.badInput(problem.sentence(), problem);
        } catch (ModelException problem) {
            throw CliException.badInput(problem.sentence(), problem);
        } catch (IOException problem) {
            throw CliException.badInput("The table " + out + " cannot be written; check the folder and your rights.",
                    problem);
        }
    }

    private void keep(Workspace opened, Predictions predictions) throws ModelException, IOException {
        ModelSource source = ModelSource.find(model, console::tell);
        Path folder = source.run().orElse(source.file()).toAbsolutePath().normalize();
        opened.keep(new RunEntry(String.valueOf(folder.getFileName()), folder, "predict", Instant.now(),
                FileDigest.sha256(source.file())), predictions.forWorkspace());
    }

    private void progress(int done) {
        if (done % PROGRESS == 0) {
            console.tell("Read " + done + " radiographs.");
        }
    }

    private void print(WorkspacePrediction scored) {
        Answer answer = new Answer(out.toString(), scored.predictions().rows().size(), scored.predictions().findings(),
                scored.rejected().entrySet().stream().map(entry -> new Rejected(entry.getKey(), entry.getValue()))
                        .toList(),
                PretrainCommand.orNull(scored.predictions().meanAuroc()));
        output.print(console, answer, () -> "Scored " + Counted.of(answer.n(), "radiograph") + " for "
                + Counted.of(answer.findings().size(), "finding") + ": " + out);
    }
}
