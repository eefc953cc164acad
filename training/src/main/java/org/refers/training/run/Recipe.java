package org.refers.training.run;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.refers.model.torch.Arithmetic;
import org.refers.model.torch.LinearLayers;
import org.refers.model.torch.Precision;

/**
 * Everything of a run that is a number or a choice of the optimizer, the data and the losses: one checked value a key,
 * each with where it came from. The architecture is not in it; that is the preset's and the size's.
 */
public final class Recipe {

    /** Where a value came from. */
    public enum Origin {
        /** The key's default or the named recipe. */
        DEFAULT,
        /** A YAML file of the user. */
        FILE,
        /** The command line or the window. */
        COMMAND
    }

    /** What a recipe is for; most named recipes differ between the two. */
    public enum Purpose {
        PRETRAIN, FINETUNE
    }

    /**
     * One value.
     *
     * @param value as text, checked against the key
     * @param origin where it came from
     * @param reason why, where the recipe says
     */
    public record Setting(String value, Origin origin, String reason) {
    }

    private final String name;
    private final Map<RecipeKey, Setting> settings;
    private final Set<Choice> asked;

    private Recipe(String name, Map<RecipeKey, Setting> settings, Set<Choice> asked) {
        this.asked = asked;
        this.name = name;
        this.settings = Collections.unmodifiableMap(settings);
    }

    /** The recipe of defaults alone. */
    static Recipe defaults(String name) {
        Map<RecipeKey, Setting> settings = new EnumMap<>(RecipeKey.class);
        for (RecipeKey key : RecipeKey.values()) {
            settings.put(key, new Setting(key.check(key.defaultValue()), Origin.DEFAULT, key.reason()));
        }
        return new Recipe(name, settings, Set.of());
    }

    /** This recipe with one value changed; the value is checked. */
    public Recipe with(RecipeKey key, Setting setting) {
        Map<RecipeKey, Setting> changed = new EnumMap<>(settings);
        changed.put(key, new Setting(key.check(setting.value()), setting.origin(), setting.reason()));
        return new Recipe(name, changed, asked);
    }

    /** This recipe with a value of the command line or the window. */
    public Recipe with(RecipeKey key, String value) {
        return with(key, new Setting(value, Origin.COMMAND, ""));
    }

    /**
     * This recipe with one {@code key=value} of the command line.
     *
     * @throws IllegalArgumentException if the form, the key or the value is wrong; the message names the nearest key
     */
    public Recipe withAssignment(String assignment) {
        int equals = assignment.indexOf('=');
        if (equals < 1) {
            throw new IllegalArgumentException("'" + assignment + "' is no key=value");
        }
        return with(RecipeKey.of(assignment.substring(0, equals)), assignment.substring(equals + 1));
    }

    /** This recipe under another name. */
    Recipe named(String other) {
        return new Recipe(other, new EnumMap<>(settings), asked);
    }

    /**
     * This recipe with what the user chose beside its values; without it, all of that counts as default. It goes with the
     * recipe since both end in {@code config.yaml} with their origins.
     */
    public Recipe asked(Collection<Choice> choices) {
        return new Recipe(name, new EnumMap<>(settings), Set.copyOf(choices));
    }

    /** What the user chose beside the values. */
    public Set<Choice> asked() {
        return asked;
    }

    /** The name: {@code paper}, {@code released}, {@code demo}, or a file's name. */
    public String name() {
        return name;
    }

    /** All values in the order of the keys. */
    public Map<RecipeKey, Setting> settings() {
        return settings;
    }

    /** The value as text. */
    public String text(RecipeKey key) {
        return setting(key).value();
    }

    /** Where the value came from. */
    public Origin origin(RecipeKey key) {
        return setting(key).origin();
    }

    private Setting setting(RecipeKey key) {
        Setting setting = settings.get(key);
        if (setting == null) {
            throw new IllegalStateException("no value for " + key.key());
        }
        return setting;
    }

    /** A whole number. */
    public long whole(RecipeKey key) {
        return Long.parseLong(text(key));
    }

    /** A whole number that fits an int. */
    public int count(RecipeKey key) {
        return Math.toIntExact(whole(key));
    }

    /** A number. */
    public double number(RecipeKey key) {
        return Double.parseDouble(text(key));
    }

    /** A number that may be left to the preset: empty then. */
    public OptionalDouble numberUnlessPreset(RecipeKey key) {
        return text(key).equals("preset") ? OptionalDouble.empty() : OptionalDouble.of(number(key));
    }

    /** A yes or no. */
    public boolean flag(RecipeKey key) {
        return Boolean.parseBoolean(text(key));
    }

    /**
     * How the network computes while it learns.
     *
     * @param fastest how linear layers are computed fastest on this machine
     */
    public Arithmetic arithmetic(LinearLayers fastest) {
        return new Arithmetic(Precision.valueOf(text(RecipeKey.PRECISION).toUpperCase(Locale.ROOT)),
                flag(RecipeKey.ACTIVATION_CHECKPOINTING), linear(fastest));
    }

    private LinearLayers linear(LinearLayers fastest) {
        return switch (text(RecipeKey.LINEAR)) {
            case "auto" -> fastest;
            case "product" -> LinearLayers.PRODUCTS;
            default -> LinearLayers.CONVOLUTIONS;
        };
    }

    /** A number of steps; a share is taken of {@code max_steps} and rounded. */
    public long steps(RecipeKey key) {
        String value = text(key);
        return value.endsWith("%")
                ? Math.round(Double.parseDouble(value.substring(0, value.length() - 1)) / 100
                        * whole(RecipeKey.MAX_STEPS))
                : Long.parseLong(value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Recipe that && that.settings.equals(settings);
    }

    @Override
    public int hashCode() {
        return settings.hashCode();
    }

    @Override
    public String toString() {
        return name + settings;
    }
}
