package org.refers.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.refers.app.cli.ExperimentCommand.Opened;
import org.refers.app.experiment.ExperimentTable;
import org.refers.app.experiment.ExperimentTable.Reached;
import org.refers.app.experiment.ExperimentTable.Row;
import org.refers.model.text.Counted;
import org.refers.model.text.CsvCells;
import org.refers.training.run.RunLauncher;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code refers experiment report}: what the finished runs reached, and which differences are more than chance. */
@Command(name = "report", description = "Tabulate the test AUROC of the finished runs: mean and standard deviation over the seeds, and a t-test against the baseline or the best other method. Writes report.csv beside the runs.")
final class ExperimentReportCommand implements Callable<Integer> {

    @Mixin
    private ExperimentOptions experiment = new ExperimentOptions();

    private final Console console;
    private final RunLauncher launcher;

    ExperimentReportCommand(Console console, RunLauncher launcher) {
        this.console = console;
        this.launcher = launcher;
    }

    /** What is printed as JSON. */
    record Answer(String folder, int runs, long finished, String test, List<Row> rows, String file) {
    }

    @Override
    public Integer call() {
        Opened opened = experiment.look(launcher);
        List<Reached> reached = reached(opened);
        if (reached.isEmpty()) {
            throw CliException
                    .badInput("No run of " + experiment.file()
                            + " has a test result yet; carry it out by refers experiment"
                            + " run " + experiment.file() + ".");
        }
        List<Row> rows = new ExperimentTable(opened.plan(), reached).rows();
        Path csv = write(opened.plan().folder().resolve("report.csv"), rows);
        Answer answer = new Answer(opened.plan().folder().toString(), opened.runs().size(), opened.finished(),
                opened.plan().comparison().welch() ? "welch" : "student", rows, csv.toString());
        experiment.print(console, answer, () -> words(answer));
        return 0;
    }

    private static List<Reached> reached(Opened opened) {
        try {
            return opened.progress().reached(opened.runs());
        } catch (IOException unreadable) {
            throw CliException.badInput("The results of the runs in " + opened.plan().folder()
                    + " cannot be read; check your rights, or remove the run that is damaged.", unreadable);
        }
    }

    private static Path write(Path csv, List<Row> rows) {
        List<String> lines = new ArrayList<>(List.of(
                "method,task,label_ratio,seeds,auroc,sd,n_train,n_test,against,difference,p"));
        for (Row row : rows) {
            lines.add(String.join(",", CsvCells.cell(row.method()), CsvCells.cell(row.task()),
                    Double.toString(row.labelRatio()),
                    row.seeds().stream().map(String::valueOf).collect(Collectors.joining(" ")), text(row.auroc()),
                    text(row.sd()), text(row.nTrain()), text(row.nTest()),
                    row.against() == null ? "" : CsvCells.cell(row.against()), text(row.difference()), text(row.p())));
        }
        try {
            return Files.write(csv, lines);
        } catch (IOException unwritable) {
            throw CliException.badInput(csv + " cannot be written; close it elsewhere, or check your rights.",
                    unwritable);
        }
    }

    private static String text(@Nullable Number value) {
        return value == null ? "" : value.toString();
    }

    private static String words(Answer answer) {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "%-14s %-16s %6s %5s %8s %8s %s%n", "method",
                "task", "labels", "seeds", "AUROC", "sd", "difference"));
        for (Row row : answer.rows()) {
            text.append(String.format(Locale.ROOT, "%-14s %-16s %5.4g%% %5d %8s %8s %s%n", row.method(), row.task(),
                    100 * row.labelRatio(), row.seeds().size(), shown(row.auroc()), shown(row.sd()), against(row)));
        }
        return text + "%d of %s finished; %s's t-test, two-sided; %s".formatted(answer.finished(),
                Counted.of(answer.runs(), "run"),
                answer.test().equals("welch") ? "Welch" : "Student", answer.file());
    }

    private static String against(Row row) {
        return row.difference() == null
                ? "-"
                : String.format(Locale.ROOT, "%+.4f against %s%s", row.difference(), row.against(), row.p() == null
                        ? ", too few runs for a test"
                        : String.format(Locale.ROOT, ", p = %.2g", row.p()));
    }

    private static String shown(@Nullable Double value) {
        return value == null ? "-" : String.format(Locale.ROOT, "%.4f", value);
    }
}
