package org.refers.app.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.refers.app.experiment.ExperimentPlan.Comparison;
import org.refers.app.experiment.ExperimentPlan.Finetuning;
import org.refers.app.experiment.ExperimentPlan.Grid;
import org.refers.app.experiment.ExperimentPlan.Start;
import org.refers.model.network.Preset;
import org.refers.model.network.Size;
import org.refers.training.run.Architecture;
import org.refers.training.run.Choice;
import org.refers.training.run.Recipe;
import org.refers.training.run.Recipe.Purpose;
import org.refers.training.run.RecipeFiles;

/** Reads the file of an experiment. Paths in it are meant from its own folder; every mistake is one sentence. */
public final class ExperimentFile {

    private static final long LARGEST = 1_000_000;
    private static final Set<String> KEYS = Set.of("format", "workspace", "folder", "preset", "size", "recipe", "set",
            "methods", "tasks", "label_ratios", "seeds", "baseline", "test");
    private static final Set<String> METHOD_KEYS = Set.of("model", "pretrain");
    private static final Set<String> PRETRAIN_KEYS = Set.of("preset", "size", "recipe", "set");
    /** Part of folders' names. */
    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,40}";

    private final Path file;
    private final RecipeFiles recipes = new RecipeFiles();

    private ExperimentFile(Path file) {
        this.file = file.toAbsolutePath().normalize();
    }

    /**
     * Reads a file.
     *
     * @throws IllegalArgumentException if it is not there or not understood; one sentence that names it
     */
    public static ExperimentPlan read(Path file) {
        try {
            return new ExperimentFile(file).plan(root(file));
        } catch (JsonProcessingException notYaml) {
            throw new IllegalArgumentException(file + " is not YAML: line "
                    + (notYaml.getLocation() == null ? "unknown" : notYaml.getLocation().getLineNr()), notYaml);
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(file + " could not be read; name the YAML file of an experiment",
                    unreadable);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(file + ": " + wrong.getMessage(), wrong);
        }
    }

    private static JsonNode root(Path file) throws IOException {
        if (Files.size(file) > LARGEST) {
            throw new IllegalArgumentException("too large to be an experiment");
        }
        ObjectMapper yaml = new YAMLMapper();
        JsonNode root = yaml.readTree(Files.readString(file));
        if (!root.isObject()) {
            throw new IllegalArgumentException("an experiment is a list of 'key: value' lines");
        }
        requireKnown(root, KEYS, "an experiment");
        if (root.path("format").asInt(1) != 1) {
            throw new IllegalArgumentException("format " + root.path("format").asText()
                    + " is not known to this version, only 1");
        }
        return root;
    }

    private static void requireKnown(JsonNode node, Set<String> keys, String what) {
        node.fieldNames().forEachRemaining(key -> {
            if (!keys.contains(key)) {
                throw new IllegalArgumentException("'" + key + "' is no key of " + what + "; its keys are "
                        + String.join(", ", keys.stream().sorted().toList()));
            }
        });
    }

    private ExperimentPlan plan(JsonNode root) {
        Map<String, Start> methods = methods(root);
        Optional<String> baseline = Optional.of(root.path("baseline").asText("")).filter(name -> !name.isEmpty());
        if (baseline.isPresent() && !methods.containsKey(baseline.get())) {
            throw new IllegalArgumentException("baseline is '" + baseline.get() + "', but the methods are "
                    + String.join(", ", methods.keySet()));
        }
        String test = root.path("test").asText("student");
        if (!List.of("student", "welch").contains(test)) {
            throw new IllegalArgumentException("test is student or welch, not " + test);
        }
        Grid grid = new Grid(list(root, "tasks", List.of("findings"), Function.identity()),
                list(root, "label_ratios", List.of(1.0), ExperimentFile::share),
                list(root, "seeds", List.of(1L, 2L, 3L), ExperimentFile::seed));
        String name = String.valueOf(file.getFileName()).replaceFirst("\\.ya?ml$", "");
        return new ExperimentPlan(path(required(root, "workspace")), path(root.path("folder").asText(name + "-runs")),
                new LinkedHashMap<>(methods), grid,
                new Finetuning(architecture(root, root), recipe(root, root, Purpose.FINETUNE)),
                new Comparison(baseline, test.equals("welch")));
    }

    private Path path(String text) {
        return file.resolveSibling(text).normalize();
    }

    private static String required(JsonNode node, String key) {
        if (!node.path(key).isValueNode() || node.path(key).asText().isBlank()) {
            throw new IllegalArgumentException(key + " is missing");
        }
        return node.path(key).asText();
    }

    private Map<String, Start> methods(JsonNode root) {
        if (!root.path("methods").isObject() || root.path("methods").isEmpty()) {
            throw new IllegalArgumentException("methods is missing; write a name and how it begins for each, such as"
                    + " 'scratch: random'");
        }
        Map<String, Start> methods = new LinkedHashMap<>();
        root.path("methods").properties().forEach(entry -> {
            if (!entry.getKey().matches(NAME)) {
                throw new IllegalArgumentException("the method '" + entry.getKey()
                        + "' is to be named with letters, digits, dots and dashes");
            }
            methods.put(entry.getKey(), start(root, entry.getKey(), entry.getValue()));
        });
        return methods;
    }

    private Start start(JsonNode root, String name, JsonNode node) {
        if (node.isTextual() && node.asText().equals("random")) {
            return new Start.Random();
        }
        if (node.isObject() && node.size() == 1) {
            requireKnown(node, METHOD_KEYS, "a method");
            if (node.has("model")) {
                return new Start.Model(path(required(node, "model")));
            }
            JsonNode pretrain = node.path("pretrain");
            requireKnown(pretrain, PRETRAIN_KEYS, "a method's pretrain");
            return new Start.Pretraining(architecture(pretrain, root), recipe(pretrain, root, Purpose.PRETRAIN));
        }
        throw new IllegalArgumentException("the method '" + name
                + "' is random, or {model: PATH}, or {pretrain: {...}}");
    }

    /** What an object does not say, the whole file does. */
    private static Architecture architecture(JsonNode node, JsonNode root) {
        return new Architecture(choice("preset", text(node, root, "preset", "paper"), Preset.values()),
                choice("size", text(node, root, "size", "tiny"), Size.values()));
    }

    private static String text(JsonNode node, JsonNode root, String key, String otherwise) {
        return node.path(key).asText(root.path(key).asText(otherwise));
    }

    private static <E extends Enum<E>> E choice(String key, String text, E[] known) {
        return Arrays.stream(known).filter(one -> one.name().equalsIgnoreCase(text)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(key + " is '" + text + "', but it is one of "
                        + String.join(", ", Arrays.stream(known).map(one -> one.name().toLowerCase(Locale.ROOT))
                                .toList())));
    }

    /** Values under {@code set} are meant for the object they stand in: fine-tuning at the top, a method's pre-training below it. */
    private Recipe recipe(JsonNode node, JsonNode root, Purpose purpose) {
        String name = text(node, root, "recipe", "paper");
        Recipe recipe = recipes.find(RecipeFiles.NAMES.contains(name) ? name : path(name).toString(), purpose);
        for (Map.Entry<String, JsonNode> value : node.path("set").properties()) {
            if (value.getKey().equals("seed") && purpose == Purpose.FINETUNE) {
                throw new IllegalArgumentException("seed is not set for fine-tuning; the grid's seeds are");
            }
            recipe = recipe.withAssignment(value.getKey() + "=" + value.getValue().asText());
        }
        return recipe.asked(List.of(Choice.values()));
    }

    private static <T> List<T> list(JsonNode root, String key, List<T> otherwise, Function<String, T> read) {
        JsonNode node = root.path(key);
        if (node.isMissingNode()) {
            return otherwise;
        }
        if (!node.isArray() || node.isEmpty()) {
            throw new IllegalArgumentException(key + " is a list, such as [" + otherwise.getFirst() + "]");
        }
        List<T> values = new ArrayList<>();
        node.forEach(value -> values.add(read.apply(value.asText())));
        if (new HashSet<>(values).size() < values.size()) {
            throw new IllegalArgumentException(key + " names something twice");
        }
        return values;
    }

    private static double share(String text) {
        try {
            double share = Double.parseDouble(text);
            if (share > 0 && share <= 1) {
                return share;
            }
        } catch (NumberFormatException noNumber) {
            // Told below, as a share out of range is.
        }
        throw new IllegalArgumentException("label_ratios holds '" + text + "', which is no share above 0 and up to 1");
    }

    private static long seed(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException noNumber) {
            throw new IllegalArgumentException("seeds holds '" + text + "', which is no whole number", noNumber);
        }
    }
}
