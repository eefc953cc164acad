package org.refers.app.results;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.refers.app.error.ErrorReporter;
import org.refers.app.results.RatioRun.Area;
import org.refers.app.results.RatioRun.Kind;
import org.refers.app.task.BackgroundTasks;
import org.refers.app.task.BackgroundTasks.Lane;
import org.refers.app.task.Outcome;
import org.refers.app.task.WatchedWork;
import org.refers.training.metric.Interval;
import org.refers.viewer.chart.RatioSeries;
import org.refers.viewer.text.Texts;

/** AUROC over label ratio of the runs that lie beside the chosen one and learned its task. Knows no control. */
final class RatioViewModel {

    private final Texts texts;
    private final ErrorReporter errors;
    private final WatchedWork reading;
    private final RatioReader reader = new RatioReader();
    private final ReadOnlyObjectWrapper<RatioState> state = new ReadOnlyObjectWrapper<>(RatioState.NONE);
    private final ReadOnlyStringWrapper words = new ReadOnlyStringWrapper("");
    private Optional<Path> run = Optional.empty();

    RatioViewModel(Texts texts, BackgroundTasks tasks, ErrorReporter errors) {
        this.texts = texts;
        this.errors = errors;
        this.reading = new WatchedWork(tasks, Lane.RESULTS, this::read);
    }

    /** Says whether somebody looks. Nothing is read before. */
    void setOpen(boolean looking) {
        reading.setWatched(looking);
    }

    /** Turns to a run, or to none. */
    void setRun(Optional<Path> chosen) {
        if (!chosen.equals(run)) {
            run = chosen;
            state.set(RatioState.NONE);
            reading.refresh();
        }
    }

    private void read() {
        if (run.isEmpty()) {
            return;
        }
        Path chosen = run.get().toAbsolutePath();
        words.set(texts.get("result.ratio.reading"));
        state.set(new RatioState(true, state.get().task(), state.get().runs()));
        reading.run(progress -> {
            String task = reader.task(chosen).orElse("");
            Path beside = Optional.ofNullable(chosen.getParent()).orElse(chosen);
            return new RatioState(false, task, reader.read(beside, task, progress));
        }, new Outcome<>(state::set, problem -> {
            state.set(RatioState.NONE);
            errors.report("doing.results", problem);
        }, stage -> words.set(texts.format("result.ratio.of", stage.done() + 1, stage.total()))));
    }

    /**
     * The series of a figure: runs of one start and size are one, also where a smaller share of labels took fewer steps. Where
     * runs of one ratio differ in their steps, those are parted. Names say what differs.
     *
     * @param finding a finding, or empty for the mean over findings
     */
    List<RatioSeries> series(Optional<String> finding) {
        Map<Kind, List<RatioSeries.Point>> byKind = new LinkedHashMap<>();
        List<RatioRun> runs = state.get().runs().stream()
                .sorted(Comparator.comparing((RatioRun one) -> one.kind().init().equals("random"))
                        .thenComparing(one -> one.kind().init()).thenComparing(one -> one.kind().size())
                        .thenComparingLong(one -> one.kind().maxSteps()))
                .toList();
        for (RatioRun one : runs) {
            Optional<Area> area = finding.map(name -> Optional.ofNullable(one.findings().get(name)))
                    .orElse(one.mean());
            area.ifPresent(there -> byKind.computeIfAbsent(
                    isParted(one, runs) ? one.kind() : one.kind().ofAnySteps(), any -> new ArrayList<>())
                    .add(point(one, there)));
        }
        List<RatioSeries> series = new ArrayList<>();
        byKind.forEach((kind, points) -> series
                .add(new RatioSeries(name(kind, byKind.keySet()) + steps(points, runs), points)));
        return series;
    }

    /** Whether runs like this one took different numbers of steps on one share of labels. */
    private static boolean isParted(RatioRun run, List<RatioRun> runs) {
        List<RatioRun> alike = runs.stream().filter(one -> one.kind().ofAnySteps().equals(run.kind().ofAnySteps()))
                .toList();
        return alike.stream().anyMatch(one -> alike.stream().anyMatch(
                other -> other.ratio() == one.ratio() && other.kind().maxSteps() != one.kind().maxSteps()));
    }

    private static RatioSeries.Point point(RatioRun run, Area area) {
        return new RatioSeries.Point(run.name(), run.ratio(), run.kind().maxSteps(), area.value(),
                area.interval().map(Interval::low).orElse(Double.NaN),
                area.interval().map(Interval::high).orElse(Double.NaN));
    }

    private String name(Kind kind, Iterable<Kind> all) {
        boolean random = kind.init().equals("random");
        String name = random
                ? texts.get("result.ratio.random")
                : differ(all, one -> one.init().equals("random") ? "" : one.init(), kind.init())
                        ? texts.format("result.ratio.model", kind.init())
                        : texts.get("result.ratio.pretrained");
        return differ(all, Kind::size, kind.size()) ? name + ", " + kind.size() : name;
    }

    /** The steps of a series, unless all runs took the same. */
    private String steps(List<RatioSeries.Point> points, List<RatioRun> runs) {
        long fewest = points.stream().mapToLong(RatioSeries.Point::maxSteps).min().orElse(0);
        long most = points.stream().mapToLong(RatioSeries.Point::maxSteps).max().orElse(0);
        if (runs.stream().allMatch(one -> one.kind().maxSteps() == most)) {
            return "";
        }
        return ", " + (fewest == most
                ? texts.format("result.ratio.steps", most)
                : texts.format("result.ratio.steps.range", fewest, most));
    }

    /** Whether any kind has another value than this; one that is empty is none. */
    private static boolean differ(Iterable<Kind> all, Function<Kind, Object> part, Object mine) {
        for (Kind one : all) {
            Object other = part.apply(one);
            if (!other.equals("") && !other.equals(mine)) {
                return true;
            }
        }
        return false;
    }

    /** How far the reading is, in words. */
    ReadOnlyStringProperty wordsProperty() {
        return words.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<RatioState> stateProperty() {
        return state.getReadOnlyProperty();
    }
}
