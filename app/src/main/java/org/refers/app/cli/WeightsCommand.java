package org.refers.app.cli;

import java.util.List;
import picocli.CommandLine;

/** {@code refers weights}: weights of other programs in and out. */
final class WeightsCommand {

    private WeightsCommand() {
    }

    /** The command with all it can do. */
    static CommandLine commandLine(Console console) {
        return CommandGroup.of("weights",
                "Take weights of other programs in, give ours out, fetch published ones.",
                List.of(new WeightsImportCommand(console), new WeightsExportCommand(console),
                        new WeightsFetchCommand(console), new WeightsListCommand(console),
                        new WeightsEncodeCommand(console)));
    }
}
