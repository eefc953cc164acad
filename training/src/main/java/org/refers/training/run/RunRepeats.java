package org.refers.training.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.refers.training.store.RunFolder;

/**
 * How a run compares with one that was asked for the same on the same radiographs. Looked for are the runs in the folder
 * around it; files of another run that cannot be read make it no fault of this one.
 */
final class RunRepeats {

    /** Keys that change no number of a run: how often it saves, what it shows, how it reads. */
    private static final Set<RecipeKey> WITHOUT_EFFECT = EnumSet.of(RecipeKey.CHECKPOINT_EVERY,
            RecipeKey.CHECKPOINT_MINUTES, RecipeKey.CHECKPOINT_KEEP, RecipeKey.CHECKPOINT_MILESTONES,
            RecipeKey.CHECKPOINT_DISK_GB, RecipeKey.TENSORBOARD, RecipeKey.PANEL_STUDIES, RecipeKey.PANEL_EVERY,
            RecipeKey.WORKERS, RecipeKey.CACHE_GB);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path run;

    RunRepeats(Path run) {
        this.run = run.toAbsolutePath().normalize();
    }

    /** What two runs must have in common to be one run made twice, and the device of one. */
    private record Request(Map<String, String> values, String device) {

        static Request of(Path run) throws IOException {
            JsonNode root = new YAMLMapper().readTree(Files.readString(run.resolve(RunFolder.CONFIG)));
            Map<String, String> values = new TreeMap<>();
            Stream.concat(Stream.of("kind", "preset", "size"), RunRecord.FACTS.stream())
                    .forEach(key -> values.put(key, root.path(key).asText()));
            root.path("recipe").properties().forEach(entry -> values.put("recipe." + entry.getKey(),
                    entry.getValue().path("value").asText()));
            WITHOUT_EFFECT.forEach(key -> values.remove("recipe." + key.key()));
            return new Request(values, root.path("device").asText());
        }
    }

    /** A step's loss. */
    private record Loss(long step, double value) {
    }

    /**
     * Two runs' losses, step by step.
     *
     * @param steps how many both have
     * @param equal how many of the first are equal to the last digit
     * @param greatest the greatest difference
     * @param at its step
     */
    private record Losses(long steps, long equal, double greatest, long at) {
    }

    /** Another run that was asked for the same. */
    private record Repeat(String name, String device, Losses losses) {
    }

    /** A sentence that says how this run compares, or that there is no other. */
    String sentence() throws IOException {
        Request mine = Request.of(run);
        Optional<Repeat> found = others().stream().flatMap(other -> repeat(other, mine).stream())
                .max(Comparator.comparingLong(repeat -> repeat.losses.steps));
        return found.map(repeat -> inWords(repeat, mine.device))
                .orElse("Against a second run: no run beside this one was asked for the same on the same radiographs."
                        + " Make one in the same folder, and its card compares the two.");
    }

    private List<Path> others() throws IOException {
        Path around = run.getParent();
        if (around == null) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(around)) {
            return folders.filter(folder -> !folder.equals(run) && RunFolder.isRun(folder)).sorted().toList();
        }
    }

    private Optional<Repeat> repeat(Path other, Request mine) {
        try {
            // The cheapest question first: manifests and metrics of a long run are many megabytes.
            Request theirs = Request.of(other);
            if (!theirs.values.equals(mine.values) || !hasSameData(other)) {
                return Optional.empty();
            }
            Losses losses = compare(run.resolve(RunFolder.METRICS), other.resolve(RunFolder.METRICS));
            return losses.steps > 0
                    ? Optional.of(new Repeat(String.valueOf(other.getFileName()), theirs.device, losses))
                    : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private boolean hasSameData(Path other) throws IOException {
        Path manifest = other.resolve(RunFolder.MANIFEST);
        return Files.isRegularFile(manifest) && Files.mismatch(manifest, run.resolve(RunFolder.MANIFEST)) < 0;
    }

    private static Losses compare(Path one, Path other) throws IOException {
        Losses so = new Losses(0, 0, 0, 0);
        try (BufferedReader left = Files.newBufferedReader(one);
                BufferedReader right = Files.newBufferedReader(other)) {
            Loss mine = next(left);
            Loss theirs = next(right);
            while (mine != null && theirs != null) {
                if (mine.step == theirs.step) {
                    so = with(so, mine, theirs);
                }
                Loss before = mine;
                mine = before.step <= theirs.step ? next(left) : before;
                theirs = theirs.step <= before.step ? next(right) : theirs;
            }
        }
        return so;
    }

    private static Losses with(Losses so, Loss mine, Loss theirs) {
        double difference = Math.abs(mine.value - theirs.value);
        boolean equal = difference == 0 && so.equal == so.steps;
        boolean greater = difference > so.greatest;
        return new Losses(so.steps + 1, so.equal + (equal ? 1 : 0), greater ? difference : so.greatest,
                greater ? mine.step : so.at);
    }

    /** The next step's line; a killed run may have left one that is no whole object. */
    private static @Nullable Loss next(BufferedReader lines) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            try {
                JsonNode node = JSON.readTree(line);
                if (node.path("event").asText().equals("step") && node.path("loss").isNumber()) {
                    return new Loss(node.path("step").asLong(), node.path("loss").asDouble());
                }
            } catch (JsonProcessingException halfWritten) {
                return null;
            }
        }
        return null;
    }

    private static String inWords(Repeat repeat, String device) {
        List<String> words = new ArrayList<>();
        words.add("Against a second run, `%s`, which was asked for the same on the same radiographs%s:".formatted(
                repeat.name, repeat.device.equals(device)
                        ? ""
                        : " (there on %s, here on %s)".formatted(repeat.device, device)));
        Losses losses = repeat.losses;
        words.add(losses.equal == losses.steps
                ? "the losses of all %d steps that both have are equal to the last digit.".formatted(losses.steps)
                : "of the losses of %d steps the first %d are equal to the last digit; the greatest difference is %.2g,"
                        .formatted(losses.steps, losses.equal, losses.greatest) + " in step " + losses.at + ".");
        return String.join(" ", words);
    }
}
