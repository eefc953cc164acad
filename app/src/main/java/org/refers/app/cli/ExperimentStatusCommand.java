package org.refers.app.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.refers.app.cli.ExperimentCommand.Opened;
import org.refers.app.experiment.PlannedRun;
import org.refers.app.experiment.PlannedRun.Cell;
import org.refers.app.training.RunEntry;
import org.refers.model.text.Counted;
import org.refers.training.run.RunLauncher;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code refers experiment status}: how far each run is. */
@Command(name = "status", description = "Say how far each run of the grid is. Changes nothing.")
final class ExperimentStatusCommand implements Callable<Integer> {

    @Mixin
    private ExperimentOptions experiment = new ExperimentOptions();

    private final Console console;
    private final RunLauncher launcher;

    ExperimentStatusCommand(Console console, RunLauncher launcher) {
        this.console = console;
        this.launcher = launcher;
    }

    /** What is printed as JSON: counts by state, and each run; task, ratio and seed are null for pre-training. */
    record Answer(String folder, int runs, Map<String, Long> states, List<Line> table) {
    }

    record Line(String run, String method, @Nullable String task, @Nullable Double labelRatio, @Nullable Long seed,
            String state, long step, long maxSteps) {
    }

    @Override
    public Integer call() {
        Opened opened = experiment.look(launcher);
        List<Line> lines = opened.runs().stream().map(run -> line(opened, run)).toList();
        Map<String, Long> states = new LinkedHashMap<>();
        lines.forEach(line -> states.merge(line.state().replace(' ', '_'), 1L, Long::sum));
        Answer answer = new Answer(opened.plan().folder().toString(), lines.size(), states, lines);
        experiment.print(console, answer, () -> lines.stream().map(ExperimentStatusCommand::words)
                .collect(Collectors.joining(System.lineSeparator())) + System.lineSeparator()
                + "%d of %s finished".formatted(opened.finished(), Counted.of(lines.size(), "run")));
        return 0;
    }

    private static Line line(Opened opened, PlannedRun run) {
        return new Line(run.name(), run.method(), run.cell().map(Cell::task).orElse(null),
                run.cell().map(Cell::labelRatio).orElse(null), run.cell().map(Cell::seed).orElse(null),
                opened.progress().state(run), opened.progress().entry(run).map(RunEntry::step).orElse(0L),
                opened.progress().entry(run).map(RunEntry::totalSteps).orElse(0L));
    }

    private static String words(Line line) {
        return String.format(Locale.ROOT, "%-9s  %s%s", line.state(), line.run(),
                line.maxSteps() > 0 ? ", step " + line.step() + " of " + line.maxSteps() : "");
    }
}
