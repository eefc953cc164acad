package org.refers.app.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.refers.model.text.Counted;
import org.refers.training.metric.Evaluation;
import org.refers.training.metric.Interval;
import org.refers.training.run.FinetuneRequest;
import org.refers.training.run.Recipe;
import org.refers.training.run.Recipe.Purpose;
import org.refers.training.run.RecipeKey;
import org.refers.training.run.RunLauncher;
import org.refers.training.run.RunSummary;
import org.refers.training.run.RunSummary.TestResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code refers finetune}: a finding classifier on the labels of a workspace. */
@Command(name = "finetune", description = "Fine-tune a finding classifier on the labels of a workspace. Ctrl-C stops after the current step, with a checkpoint.")
final class FinetuneCommand implements Callable<Integer> {

    @Option(names = "--task", paramLabel = "T", defaultValue = "findings", description = "findings: all the workspace has labels for; or a finding, or several parted by commas; or covid19, viral, shenzhen (default ${DEFAULT-VALUE}).")
    private String task = "findings";

    @Option(names = "--init", paramLabel = "RUN|FILE|random", defaultValue = "random", description = "Weights to begin with: a run or checkpoint folder, a safetensors file, or random (default ${DEFAULT-VALUE}). A model brings its own preset and size.")
    private String init = "random";

    @Option(names = "--label-ratio", paramLabel = "R", defaultValue = "1", description = "Share of the labelled training radiographs, such as 0.1 or 10%%, drawn by patient; smaller shares lie within larger ones (default ${DEFAULT-VALUE}).")
    private String labelRatio = "1";

    @Option(names = "--seed", paramLabel = "S", description = "Seed of the share, the starting weights and the order; the same as --set seed=S.")
    private Optional<Long> seed = Optional.empty();

    @Mixin
    private RunOptions options = new RunOptions();

    private final Console console;
    private final RunLauncher launcher;

    FinetuneCommand(Console console, RunLauncher launcher) {
        this.console = console;
        this.launcher = launcher;
    }

    /** What is printed as JSON; figures are null where they are undefined or the run was stopped. */
    record Answer(String run, String task, @Nullable Double auroc, double @Nullable [] aurocCi95,
            Map<String, @Nullable Double> aurocPerClass, @Nullable Double auprc, @Nullable Integer nTrain,
            @Nullable Integer nTest, boolean stopped) {
    }

    @Override
    public Integer call() {
        double ratio = RunOptions.share(labelRatio).orElseThrow(() -> CliException.badInput("--label-ratio "
                + labelRatio + " is no share; write 0.1 or 10%, above 0 and at most 1."));
        Recipe recipe = options.recipe(Purpose.FINETUNE);
        if (seed.isPresent()) {
            recipe = recipe.with(RecipeKey.SEED, Long.toString(seed.get()));
        }
        FinetuneRequest request = new FinetuneRequest(options.workspace(), options.run(), task, init, ratio,
                options.architecture(),
                recipe, options.resume(),
                options.compute());
        new RunConsole(console, launcher).run(request, this::print);
        return 0;
    }

    private void print(RunSummary summary) {
        Answer answer = answer(summary);
        options.print(console, answer, () -> inWords(summary));
    }

    private Answer answer(RunSummary summary) {
        if (summary.test().isEmpty()) {
            return new Answer(options.run().toString(), task, null, null, Map.of(), null, null, null, true);
        }
        TestResult test = summary.test().get();
        Evaluation evaluation = test.evaluation();
        Map<String, @Nullable Double> perClass = new LinkedHashMap<>();
        evaluation.findings().forEach((finding, result) -> perClass.put(finding,
                PretrainCommand.orNull(result.auroc())));
        return new Answer(options.run().toString(), test.task(), PretrainCommand.orNull(evaluation.meanAuroc()),
                evaluation.meanAurocInterval().map(FinetuneCommand::ends).orElse(null), perClass,
                PretrainCommand.orNull(evaluation.meanAveragePrecision()), test.trained(), test.tested(), false);
    }

    static double[] ends(Interval interval) {
        return new double[]{interval.low(), interval.high()};
    }

    private String inWords(RunSummary summary) {
        if (summary.test().isEmpty()) {
            return "%s: stopped after %s; go on with --resume".formatted(options.run(),
                    Counted.of(summary.steps(), "step"));
        }
        TestResult test = summary.test().get();
        StringBuilder text = new StringBuilder("%s: AUROC %s on %s, trained on %d".formatted(test.task(),
                test.evaluation().meanAuroc().isPresent()
                        ? "%.4f".formatted(test.evaluation().meanAuroc().getAsDouble())
                        : "undefined",
                Counted.of(test.tested(), "radiograph"), test.trained()));
        test.evaluation().findings().forEach((finding, result) -> result.auroc().ifPresent(
                value -> text.append("%n  %-24s %.4f".formatted(finding, value))));
        return text.toString();
    }
}
