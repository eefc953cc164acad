package org.refers.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.refers.training.metric.Bootstrap;
import org.refers.training.metric.Evaluation;
import org.refers.training.metric.FindingResult;
import org.refers.training.metric.Interval;
import org.refers.training.metric.ScoreFile;
import org.refers.training.store.Predictions;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code refers evaluate}: metrics with intervals, of score files or of a run. */
@Command(name = "evaluate", description = "AUROC and average precision with 95 %% bootstrap intervals, of score files or of a run.")
final class EvaluateCommand implements Callable<Integer> {

    @Mixin
    private OutputOptions output = new OutputOptions();

    @ArgGroup(multiplicity = "1")
    private Source source = new Source();

    private final Console console;

    EvaluateCommand(Console console) {
        this.console = console;
    }

    /** What is evaluated: one or the other. */
    static final class Source {

        @Option(names = "--scores", arity = "1..*", paramLabel = "FILE", description = "Files with one 'label score' row an image; a third column may name the patient.")
        private List<Path> scores = List.of();

        @Option(names = "--run", paramLabel = "DIR", description = "A fine-tuned run, by the predictions it wrote.")
        private Optional<Path> run = Optional.empty();
    }

    @Option(names = "--split", paramLabel = "S", defaultValue = "test", description = "Side of a run: test or validation (default ${DEFAULT-VALUE}).")
    private String split = "test";

    /** One file's line of the result; null where a figure is undefined. */
    record FileResult(String file, int n, int positives, @Nullable Double auroc, double @Nullable [] aurocCi95,
            @Nullable Double auprc) {
    }

    /** The result over all files. */
    record ScoresResult(List<FileResult> files, @Nullable Double meanAuroc) {
    }

    /** The result of a run. */
    record RunResult(String run, String split, int n, @Nullable Double auroc, double @Nullable [] aurocCi95,
            @Nullable Double auprc, Map<String, FindingFigures> findings) {
    }

    /** One finding of a run. */
    record FindingFigures(int n, int positives, @Nullable Double auroc, double @Nullable [] aurocCi95,
            @Nullable Double auprc, double @Nullable [] auprcCi95) {
    }

    @Override
    public Integer call() {
        if (source.run.isPresent()) {
            RunResult result = evaluateRun(source.run.get());
            output.print(console, result, () -> inWords(result));
            return 0;
        }
        List<FileResult> files = new ArrayList<>();
        for (Path file : source.scores) {
            files.add(evaluate(file));
        }
        OptionalDouble mean = files.stream().map(FileResult::auroc).filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue).average();
        ScoresResult result = new ScoresResult(files, orNull(mean));
        output.print(console, result, () -> inWords(result));
        return 0;
    }

    private static FileResult evaluate(Path file) {
        try {
            FindingResult result = FindingResult.of(ScoreFile.read(file), Bootstrap.standard());
            return new FileResult(file.toString(), result.rows(), result.positives(), orNull(result.auroc()),
                    result.aurocInterval().map(EvaluateCommand::ends).orElse(null),
                    orNull(result.averagePrecision()));
        } catch (IOException unreadable) {
            throw CliException.badInput("The score file " + file + " cannot be read; check its name and your rights.",
                    unreadable);
        } catch (IllegalArgumentException wrong) {
            throw CliException.badInput(String.valueOf(wrong.getMessage()), wrong);
        }
    }

    private RunResult evaluateRun(Path run) {
        Path table = run.resolve("predictions").resolve(split + ".csv");
        if (!Files.isRegularFile(table)) {
            throw CliException.badInput(run + " has no predictions/" + split
                    + ".csv; it is written when a fine-tuning ends, or by refers predict.");
        }
        try {
            Predictions predictions = Predictions.read(table);
            Evaluation evaluation = Evaluation.of(predictions.scored(), Bootstrap.standard());
            Map<String, FindingFigures> findings = new LinkedHashMap<>();
            evaluation.findings().forEach((name, result) -> findings.put(name, figures(result)));
            return new RunResult(run.toString(), split, predictions.rows().size(), orNull(evaluation.meanAuroc()),
                    evaluation.meanAurocInterval().map(EvaluateCommand::ends).orElse(null),
                    orNull(evaluation.meanAveragePrecision()), findings);
        } catch (IOException unreadable) {
            throw CliException.badInput("The table " + table + " cannot be read; check its name and your rights.",
                    unreadable);
        } catch (IllegalArgumentException wrong) {
            throw CliException.badInput(wrong.getMessage() + ".", wrong);
        }
    }

    private static FindingFigures figures(FindingResult result) {
        return new FindingFigures(result.rows(), result.positives(), orNull(result.auroc()),
                result.aurocInterval().map(EvaluateCommand::ends).orElse(null), orNull(result.averagePrecision()),
                result.averagePrecisionInterval().map(EvaluateCommand::ends).orElse(null));
    }

    private static String inWords(RunResult result) {
        StringBuilder text = new StringBuilder();
        result.findings().forEach((name, figures) -> text.append("%-24s n %d, positives %d, AUROC %s%s, AUPRC %s%s%n"
                .formatted(name, figures.n(), figures.positives(), figure(figures.auroc()),
                        interval(figures.aurocCi95()), figure(figures.auprc()), interval(figures.auprcCi95()))));
        return text + "mean AUROC " + figure(result.auroc()) + interval(result.aurocCi95());
    }

    private static double[] ends(Interval interval) {
        return new double[]{interval.low(), interval.high()};
    }

    private static @Nullable Double orNull(OptionalDouble figure) {
        return figure.isPresent() ? figure.getAsDouble() : null;
    }

    private static String inWords(ScoresResult result) {
        StringBuilder text = new StringBuilder();
        for (FileResult file : result.files()) {
            text.append("%s: n %d, positives %d, AUROC %s%s, AUPRC %s%n".formatted(file.file(), file.n(),
                    file.positives(), figure(file.auroc()), interval(file.aurocCi95()), figure(file.auprc())));
        }
        return text + "mean AUROC " + figure(result.meanAuroc());
    }

    private static String figure(@Nullable Double value) {
        return value == null ? "undefined" : "%.4f".formatted(value);
    }

    private static String interval(double @Nullable [] ends) {
        return ends == null ? "" : " (95 %% CI %.4f to %.4f)".formatted(ends[0], ends[1]);
    }
}
