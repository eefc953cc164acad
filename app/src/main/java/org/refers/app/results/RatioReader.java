package org.refers.app.results;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.refers.app.results.RatioRun.Area;
import org.refers.app.results.RatioRun.Kind;
import org.refers.app.task.WorkProgress;
import org.refers.training.metric.Bootstrap;
import org.refers.training.metric.Evaluation;
import org.refers.training.store.Predictions;
import org.refers.training.store.RunFolder;

/**
 * Reads what the fine-tuning runs of a folder reached on their test radiographs, with the intervals of {@code refers evaluate}.
 * What was computed is kept while a run's table stays as it is. In the background only, one thread at a time.
 */
final class RatioReader {

    private static final String TABLE = "predictions/test.csv";
    private static final int DIGEST_SHOWN = 6;

    private final ObjectMapper yaml = new YAMLMapper();
    private final Map<Path, Kept> kept = new HashMap<>();

    /** A run as its table was at a time. */
    private record Kept(FileTime time, RatioRun run) {
    }

    /**
     * The runs of a folder that have test scores.
     *
     * @param task only runs that learned this
     * @return by name; those so far when the work was stopped
     */
    List<RatioRun> read(Path runs, String task, WorkProgress progress) throws IOException {
        List<Path> folders;
        try (Stream<Path> inside = Files.list(runs)) {
            folders = inside.filter(run -> RunFolder.isRun(run) && Files.isRegularFile(run.resolve(TABLE))).sorted()
                    .toList();
        }
        List<RatioRun> found = new ArrayList<>();
        for (int i = 0; i < folders.size() && !progress.isStopped(); i++) {
            progress.at(String.valueOf(folders.get(i).getFileName()), i, folders.size());
            read(folders.get(i), task).ifPresent(found::add);
        }
        return found;
    }

    /** The task that a run learns; empty for a pre-training or a damaged folder. */
    Optional<String> task(Path run) {
        return config(run).map(config -> config.path("task").asText());
    }

    private Optional<JsonNode> config(Path run) {
        try {
            JsonNode config = yaml.readTree(Files.readString(run.resolve(RunFolder.CONFIG)));
            return Optional.of(config).filter(one -> one.path("kind").asText().equals("finetune"));
        } catch (IOException damaged) {
            // The list of runs passes such a folder too.
            return Optional.empty();
        }
    }

    private Optional<RatioRun> read(Path run, String task) throws IOException {
        Optional<JsonNode> config = config(run).filter(one -> one.path("task").asText().equals(task));
        double ratio = config.map(one -> one.path("label_ratio").asDouble()).orElse(0.0);
        if (config.isEmpty() || !(ratio > 0) || ratio > 1) {
            return Optional.empty();
        }
        FileTime time = Files.getLastModifiedTime(run.resolve(TABLE));
        Optional<RatioRun> known = Optional.ofNullable(kept.get(run)).filter(one -> one.time.equals(time))
                .map(Kept::run);
        if (known.isPresent()) {
            return known;
        }
        RatioRun read = evaluate(run, config.get(), ratio);
        kept.put(run, new Kept(time, read));
        return Optional.of(read);
    }

    private static RatioRun evaluate(Path run, JsonNode config, double ratio) throws IOException {
        Evaluation evaluation;
        try {
            evaluation = Evaluation.of(Predictions.read(run.resolve(TABLE)).scored(), Bootstrap.standard());
        } catch (IllegalArgumentException damaged) {
            throw new IllegalArgumentException(run.resolve(TABLE) + ": " + damaged.getMessage(), damaged);
        }
        Map<String, Area> findings = new LinkedHashMap<>();
        evaluation.findings().forEach((finding, result) -> result.auroc()
                .ifPresent(value -> findings.put(finding, new Area(value, result.aurocInterval()))));
        Optional<Area> mean = evaluation.meanAuroc().isPresent()
                ? Optional.of(new Area(evaluation.meanAuroc().getAsDouble(), evaluation.meanAurocInterval()))
                : Optional.empty();
        return new RatioRun(String.valueOf(run.getFileName()), kind(config), config.path("task").asText(), ratio, mean,
                findings);
    }

    private static Kind kind(JsonNode config) {
        String digest = config.path("init_sha256").asText();
        String init = config.path("init").asText().equals("random")
                ? "random"
                : digest.substring(0, Math.min(DIGEST_SHOWN, digest.length()));
        return new Kind(init, config.path("preset").asText() + " " + config.path("size").asText(),
                config.path("recipe").path("max_steps").path("value").asLong());
    }
}
