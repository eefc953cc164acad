package org.refers.training.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.refers.training.run.Recipe.Origin;
import org.refers.training.run.Recipe.Purpose;
import org.refers.training.run.Recipe.Setting;

/**
 * Recipes by name and from YAML files.
 *
 * <p>A file holds {@code format: 1}, {@code base:} the named recipe it changes (paper if absent), and keys with their
 * values, at the top for both purposes or under {@code pretrain:} and {@code finetune:}. A value may be a scalar or
 * {@code {value: .., reason: ..}}. A run folder's {@code config.yaml} is such a file: its values stand under
 * {@code recipe:}.
 */
public final class RecipeFiles {

    /** The named recipes. */
    public static final List<String> NAMES = List.of("paper", "released", "demo");

    /** Recipes are small; anything larger is not one. */
    private static final long LARGEST_FILE = 1_000_000;

    private static final int FORMAT = 1;
    private static final Set<String> SECTIONS = Set.of("pretrain", "finetune", "recipe");

    private final ObjectMapper yaml = new YAMLMapper();

    /**
     * Finds a recipe.
     *
     * @param nameOrFile {@code paper}, {@code released}, {@code demo}, or a YAML file
     * @throws IllegalArgumentException if there is no such recipe or the file is not understood; one sentence
     */
    public Recipe find(String nameOrFile, Purpose purpose) {
        if (NAMES.contains(nameOrFile)) {
            return named(nameOrFile, purpose);
        }
        Path file = Path.of(nameOrFile);
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException(
                    "no recipe is called '" + nameOrFile + "' and no file of that name is there; the recipes are "
                            + String.join(", ", NAMES));
        }
        try {
            return read(file, purpose);
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("the recipe " + file + " could not be read", unreadable);
        }
    }

    /**
     * A recipe as the text of a file that {@link #find} reads again: what departs from the named recipe it is based on, for one
     * purpose alone, since the two differ.
     *
     * @param base one of {@link #NAMES}
     */
    public String text(Recipe recipe, String base, Purpose purpose) {
        Recipe from = named(base, purpose);
        ObjectNode root = new ObjectMapper().createObjectNode().put("format", FORMAT).put("base", base);
        ObjectNode section = root.putObject(purpose == Purpose.PRETRAIN ? "pretrain" : "finetune");
        recipe.settings().forEach((key, setting) -> {
            if (!from.text(key).equals(setting.value())) {
                ObjectNode node = section.putObject(key.key()).put("value", setting.value());
                if (!setting.reason().isEmpty()) {
                    node.put("reason", setting.reason());
                }
            }
        });
        try {
            return yaml.writeValueAsString(root);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a recipe that is no YAML", impossible);
        }
    }

    private Recipe named(String name, Purpose purpose) {
        try (InputStream resource = RecipeFiles.class.getResourceAsStream("recipes/" + name + ".yaml")) {
            if (resource == null) {
                throw new IllegalStateException("the program lacks its recipe " + name);
            }
            return apply(Recipe.defaults(name), yaml.readTree(resource), purpose, Origin.DEFAULT);
        } catch (IOException broken) {
            throw new IllegalStateException("the program's recipe " + name + " is damaged", broken);
        }
    }

    private Recipe read(Path file, Purpose purpose) throws IOException {
        if (Files.size(file) > LARGEST_FILE) {
            throw new IllegalArgumentException(file + " is too large to be a recipe");
        }
        try {
            JsonNode root = yaml.readTree(Files.readString(file));
            return apply(named(base(root), purpose).named(String.valueOf(file.getFileName())), root, purpose,
                    Origin.FILE);
        } catch (JsonProcessingException notYaml) {
            throw new IllegalArgumentException(file + " is not YAML: line "
                    + (notYaml.getLocation() == null ? "unknown" : notYaml.getLocation().getLineNr()), notYaml);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(file + ": " + wrong.getMessage(), wrong);
        }
    }

    private static String base(JsonNode root) {
        if (!root.isObject()) {
            throw new IllegalArgumentException("a recipe is a list of 'key: value' lines");
        }
        String base = root.path("base").asText("paper");
        if (!NAMES.contains(base)) {
            throw new IllegalArgumentException(
                    "base is '" + base + "', but the recipes are " + String.join(", ", NAMES));
        }
        return base;
    }

    private Recipe apply(Recipe recipe, JsonNode root, Purpose purpose, Origin origin) {
        int format = root.path("format").asInt(FORMAT);
        if (format != FORMAT) {
            throw new IllegalArgumentException("format " + format + " is not known to this version, only " + FORMAT);
        }
        boolean runFolder = root.path("recipe").isObject();
        Recipe changed = recipe;
        if (!runFolder) {
            changed = applyKeys(changed, root, origin);
            String section = purpose == Purpose.PRETRAIN ? "pretrain" : "finetune";
            return applyKeys(changed, root.path(section), origin);
        }
        return applyKeys(changed, root.path("recipe"), origin);
    }

    private static Recipe applyKeys(Recipe recipe, JsonNode keys, Origin origin) {
        Recipe changed = recipe;
        for (Map.Entry<String, JsonNode> entry : keys.properties()) {
            String key = entry.getKey();
            if (!key.equals("format") && !key.equals("base") && !SECTIONS.contains(key)) {
                changed = changed.with(RecipeKey.of(key), setting(key, entry.getValue(), origin));
            }
        }
        return changed;
    }

    private static Setting setting(String key, JsonNode node, Origin origin) {
        JsonNode value = node.isObject() ? node.path("value") : node;
        if (!value.isValueNode() || value.isNull() || value.isMissingNode()) {
            throw new IllegalArgumentException(key + " has no value");
        }
        return new Setting(value.asText(), origin, node.isObject() ? node.path("reason").asText("") : "");
    }
}
