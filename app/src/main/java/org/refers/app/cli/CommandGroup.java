package org.refers.app.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that only holds others: {@code refers weights}, {@code refers bench}. By itself it says which. */
@Command(synopsisSubcommandLabel = "COMMAND")
final class CommandGroup implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help and exit.")
    @SuppressWarnings("unused") // because picocli looks at it
    private boolean help;

    /**
     * Makes a group.
     *
     * @param description for people
     * @param members commands with names of their own
     */
    static CommandLine of(String name, String description, List<Callable<Integer>> members) {
        CommandLine group = new CommandLine(new CommandGroup());
        group.getCommandSpec().name(name).usageMessage().description(description);
        members.forEach(group::addSubcommand);
        return group;
    }

    @Override
    public Integer call() {
        List<String> names = List.copyOf(spec.subcommands().keySet());
        throw new ParameterException(spec.commandLine(), spec.qualifiedName() + " wants a command: "
                + String.join(", ", names.subList(0, names.size() - 1)) + " or " + names.getLast() + ".");
    }
}
