package org.refers.app.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.refers.app.results.ClassResult.Case;
import org.refers.app.results.ClassResult.Cut;
import org.refers.app.task.WorkProgress;
import org.refers.training.metric.Bootstrap;
import org.refers.training.metric.Calibration;
import org.refers.training.metric.ConfusionMatrix;
import org.refers.training.metric.FindingResult;
import org.refers.training.metric.OperatingPoint;
import org.refers.training.metric.RankedError;
import org.refers.training.metric.ScoredLabels;
import org.refers.training.metric.ThresholdSweep;
import org.refers.training.store.Predictions;

/** Reads the predictions of a run folder and has their metrics computed, as {@code refers evaluate} does. */
final class ResultReader {

    private static final String FOLDER = "predictions";
    private static final String TEST = "test";
    private static final String VALIDATION = "validation";
    private static final String ENDING = ".csv";

    private final Path folder;
    private final WorkProgress progress;

    ResultReader(Path run, WorkProgress progress) {
        this.folder = run.resolve(FOLDER);
        this.progress = progress;
    }

    /**
     * Reads a table.
     *
     * @param asked its name; empty or not there: test, or else the first
     * @return empty when the run has none, or when the work was stopped
     * @throws IllegalArgumentException if a table is damaged; the message names the file
     */
    Optional<RunResult> read(Optional<String> asked) throws IOException {
        List<String> tables = tables();
        if (tables.isEmpty()) {
            return Optional.empty();
        }
        String table = asked.filter(tables::contains).orElse(tables.getFirst());
        Predictions predictions = Predictions.read(file(table));
        SequencedMap<String, ScoredLabels> scored = scored(predictions, table);
        Optional<SequencedMap<String, ScoredLabels>> validation = table.equals(VALIDATION)
                || !tables.contains(VALIDATION)
                        ? Optional.empty()
                        : Optional.of(scored(Predictions.read(file(VALIDATION)), VALIDATION));
        List<ClassResult> classes = new ArrayList<>();
        for (Map.Entry<String, ScoredLabels> one : scored.entrySet()) {
            progress.at(one.getKey(), classes.size(), scored.size() + 1L);
            if (progress.isStopped()) {
                return Optional.empty();
            }
            ScoredLabels rows = one.getValue();
            Optional<Cut> cut = cut(rows, validation.map(tuned -> tuned.get(one.getKey())));
            classes.add(new ClassResult(one.getKey(), FindingResult.of(rows, Bootstrap.standard()), cut,
                    ThresholdSweep.of(rows), Calibration.of(rows),
                    cases(predictions.known(classes.size()), rows, cut)));
        }
        OptionalDouble mean = classes.stream().map(one -> one.figures().auroc()).flatMapToDouble(OptionalDouble::stream)
                .average();
        return Optional.of(new RunResult(table, tables, predictions.rows().size(), mean,
                Bootstrap.standard().meanAuroc(List.copyOf(scored.values())), classes));
    }

    private Path file(String table) {
        return folder.resolve(table + ENDING);
    }

    private List<String> tables() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.filter(Files::isRegularFile).map(path -> String.valueOf(path.getFileName()))
                    .filter(name -> name.endsWith(ENDING)).map(name -> name.substring(0, name.length() - 4))
                    .sorted(Comparator.comparing((String name) -> !name.equals(TEST))
                            .thenComparing(Comparator.naturalOrder()))
                    .toList();
        }
    }

    private SequencedMap<String, ScoredLabels> scored(Predictions predictions, String table) {
        try {
            return predictions.scored();
        } catch (IllegalArgumentException noNumber) {
            throw new IllegalArgumentException(file(table) + ": " + noNumber.getMessage(), noNumber);
        }
    }

    /** The point of greatest Youden index on validation; only where that lacks a sign, on the radiographs themselves. */
    private static Optional<Cut> cut(ScoredLabels rows, Optional<ScoredLabels> validation) {
        Optional<OperatingPoint> tuned = validation
                .flatMap(there -> OperatingPoint.byYouden(there.positives(), there.scores()));
        return tuned.or(() -> OperatingPoint.byYouden(rows.positives(), rows.scores()))
                .map(point -> new Cut(point.threshold(), tuned.isPresent(),
                        ConfusionMatrix.at(point.threshold(), rows)));
    }

    private static List<Case> cases(List<Predictions.Row> known, ScoredLabels rows, Optional<Cut> cut) {
        double threshold = cut.map(Cut::threshold).orElse(Double.POSITIVE_INFINITY);
        return RankedError.of(rows, threshold).stream().map(ranked -> {
            Predictions.Keys keys = known.get(ranked.row()).keys();
            return new Case(keys.radiograph(), keys.patient(), rows.positives()[ranked.row()],
                    rows.scores()[ranked.row()], ranked.error(), cut.map(there -> ranked.outcome()));
        }).toList();
    }
}
