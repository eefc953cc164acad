package org.refers.app.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.refers.app.cli.ViewMeter.Figures;
import org.refers.app.cli.ViewMeter.NextStudy;
import org.refers.app.cli.ViewMeter.Request;
import org.refers.app.cli.ViewMeter.Timing;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code refers bench view}. */
@Command(name = "view", description = "Time how a 3000 x 2500 radiograph of 16 bits follows window and level, pan and threshold, and the step to the next study. Opens a window for a minute.")
final class BenchViewCommand implements Callable<Integer> {

    private static final Map<String, String> DEFAULTS = Map.of("frames", "120", "studies", "12", "pipeline", "auto",
            "window", "true");

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Option(names = "--set", arity = "1..*", paramLabel = "key=value", description = "frames: timed frames of each action (default 120); studies: steps to the next study, 0 for none (default 12); pipeline: auto or software; window: false measures the grey mapping alone, which needs no display.")
    private List<String> assignments = List.of();

    private final Console console;
    private final ViewMeter meter;

    BenchViewCommand(Console console, ViewMeter meter) {
        this.console = console;
        this.meter = meter;
    }

    @Override
    public Integer call() throws Exception {
        BenchSettings settings = BenchSettings.of(assignments, DEFAULTS);
        Request request = new Request(settings.count("frames", 10, 10_000), settings.count("studies", 0, 200),
                oneOf("pipeline", settings.text("pipeline"), "auto", "software").equals("software"),
                oneOf("window", settings.text("window"), "true", "false").equals("true"));
        Figures figures = meter.measure(request);
        output.print(console, figures, () -> words(figures));
        return 0;
    }

    private static String oneOf(String key, String value, String one, String other) {
        if (!value.equals(one) && !value.equals(other)) {
            throw CliException.badInput("%s takes %s or %s, not '%s'.".formatted(key, one, other, value));
        }
        return value;
    }

    private static String words(Figures figures) {
        StringBuilder words = new StringBuilder("%d x %d, %d bits, pipeline: %s%n".formatted(figures.rows(),
                figures.columns(), figures.bits(), figures.pipeline()));
        figures.mapping().forEach(timing -> words.append(row("mapping", timing)));
        figures.frames().forEach(timing -> words.append(row("frame", timing)));
        NextStudy next = figures.nextStudy();
        if (next != null) {
            words.append("next study  %.0f ms (95 %%: %.0f ms), unread %.0f ms%n".formatted(next.readAheadMs(),
                    next.readAheadP95Ms(), next.unreadMs()));
        }
        return words.toString().stripTrailing();
    }

    private static String row(String what, Timing timing) {
        return "%-8s %-10s %-9s %6.1f ms (95 %%: %.1f ms)%n".formatted(what, timing.action(), timing.viewport(),
                timing.medianMs(), timing.p95Ms());
    }
}
