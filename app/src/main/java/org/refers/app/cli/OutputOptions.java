package org.refers.app.cli;

import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** Options of every command. */
public final class OutputOptions {

    @Option(names = "--json", description = "Print exactly one JSON object on standard output.")
    private boolean json;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help and exit.")
    @SuppressWarnings("unused") // because picocli looks at it
    private boolean help;

    /** Whether the result is wanted as JSON. */
    public boolean json() {
        return json;
    }

    /** Prints a result as JSON or in words, as the user asked. */
    public void print(Console console, Object result, Supplier<String> words) {
        if (json) {
            console.json(result);
        } else {
            console.say(words.get());
        }
    }
}
