package org.refers.app.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.refers.model.network.Preset;
import org.refers.model.network.Size;
import org.refers.training.compute.Compute;
import org.refers.training.run.Architecture;
import org.refers.training.run.Choice;
import org.refers.training.run.Recipe;
import org.refers.training.run.Recipe.Purpose;
import org.refers.training.run.RecipeFiles;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** Options of the commands that train: where, three separate choices, single values over them, and what else both take. */
final class RunOptions {

    @Option(names = "--workspace", required = true, paramLabel = "W", description = "Folder of the workspace.")
    private Path workspace = Path.of("");

    @Option(names = "--run", required = true, paramLabel = "DIR", description = "Folder of the run; new, or one to --resume.")
    private Path run = Path.of("");

    @Option(names = "--preset", paramLabel = "paper|released", defaultValue = "paper", description = "Architecture of a new network (default ${DEFAULT-VALUE}).")
    private Preset preset = Preset.PAPER;

    // tiny is the default since every machine runs it; larger networks are asked for by name.
    @Option(names = "--size", paramLabel = "tiny|small|base", defaultValue = "tiny", description = "Size of a new network (default ${DEFAULT-VALUE}).")
    private Size size = Size.TINY;

    @Option(names = "--recipe", paramLabel = "NAME|FILE", defaultValue = "paper", description = "paper, released, demo, or a YAML file (default ${DEFAULT-VALUE}).")
    private String recipe = "paper";

    @Option(names = "--set", arity = "1..*", paramLabel = "key=value", description = "Changes single values of the recipe.")
    private List<String> assignments = List.of();

    @Option(names = "--resume", description = "Go on with the run in the folder, from its last whole checkpoint.")
    private boolean resume;

    @Mixin
    private DeviceOptions device = new DeviceOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    /** The command that these options belong to. */
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    Path workspace() {
        return workspace;
    }

    Path run() {
        return run;
    }

    Architecture architecture() {
        return new Architecture(preset, size);
    }

    boolean resume() {
        return resume;
    }

    Compute compute() {
        return device.compute();
    }

    /** Prints a result as JSON or in words, as the user asked. */
    void print(Console console, Object result, Supplier<String> words) {
        output.print(console, result, words);
    }

    private Set<Choice> asked() {
        ParseResult line = command.commandLine().getParseResult();
        return Arrays.stream(Choice.values())
                .filter(choice -> line
                        .hasMatchedOption("--" + choice.name().toLowerCase(Locale.ROOT).replace('_', '-')))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The recipe with the command line's values over it, and with what else was chosen there. */
    Recipe recipe(Purpose purpose) {
        try {
            Recipe chosen = new RecipeFiles().find(recipe, purpose);
            for (String assignment : assignments) {
                chosen = chosen.withAssignment(assignment);
            }
            return chosen.asked(asked());
        } catch (IllegalArgumentException wrong) {
            // Not capitalised: it begins with a key or a file's name as often as with a word.
            throw CliException.badInput(wrong.getMessage() + ".", wrong);
        }
    }

    /** A share as people write it: {@code 0.1} or {@code 10%}. */
    static Optional<Double> share(String text) {
        try {
            String plain = text.strip();
            return Optional.of(plain.endsWith("%")
                    ? Double.parseDouble(plain.substring(0, plain.length() - 1)) / 100
                    : Double.parseDouble(plain)).filter(value -> value > 0 && value <= 1);
        } catch (NumberFormatException noNumber) {
            return Optional.empty();
        }
    }
}
