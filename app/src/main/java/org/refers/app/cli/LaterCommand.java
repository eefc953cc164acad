package org.refers.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** A command whose name is settled and whose work comes with a later version: it says so and ends with 2. */
@Command(description = "Not in this version.")
final class LaterCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(hidden = true)
    private List<String> ignored = List.of();

    @Unmatched
    @SuppressWarnings("unused") // because picocli fills it, so that no option of a later version is an error here
    private List<String> unmatched = new ArrayList<>();

    @Override
    public Integer call() {
        throw CliException.badInput("refers " + spec.name() + " is not in this version; refers --help lists what is.");
    }
}
