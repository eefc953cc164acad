package org.refers.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.refers.app.error.FaultLog;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** The command line as a person types into it: each command's exit code, and what it wrote. */
final class TypedCommands {

    private final Path folder;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Cli cli;

    /**
     * Creates a command line that runs in this process.
     *
     * @param folder where its log of faults lies
     */
    TypedCommands(Path folder) {
        this.folder = folder;
        this.cli = new Cli(new Console(stream(out), stream(err)), new FaultLog(folder.resolve("refers.log")),
                (workspace, runs) -> 0);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    /** Makes sample studies in the folder {@code studies}, and the workspace {@code w} of them. */
    void makeWorkspace(int studies) {
        done("sample-data", "--out", path("studies"), "--studies", Integer.toString(studies), "--seed", "3");
        done("import", path("studies"), "--workspace", path("w"));
    }

    /** A path in the folder, as it is typed. */
    String path(String name) {
        return folder.resolve(name).toString();
    }

    /** Runs a command and returns its exit code. */
    int run(String... arguments) {
        out.reset();
        err.reset();
        return cli.run(arguments);
    }

    /** Runs a command with further options behind it. */
    int run(String[] options, String... arguments) {
        return run(Stream.of(arguments, options).flatMap(Stream::of).toArray(String[]::new));
    }

    /** Runs a command that must succeed. */
    void done(String... arguments) {
        ends(0, arguments);
    }

    /** Runs a command with further options, which must succeed. */
    void done(String[] options, String... arguments) {
        assertEquals(0, run(options, arguments), () -> String.join(" ", arguments) + ": " + err());
    }

    /** Runs a command that must end with an exit code. */
    void ends(int code, String... arguments) {
        assertEquals(code, run(arguments), () -> String.join(" ", arguments) + ": " + err());
    }

    /** What the last command wrote to standard output. */
    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    /** What the last command wrote to standard error. */
    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /** The object that the last command printed. */
    JsonNode json() throws IOException {
        return new ObjectMapper().readTree(out());
    }
}
