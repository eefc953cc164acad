package org.refers.training.bench;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Another program that decodes a file, named by the user: words parted by blanks, {@code {in}} for the file and
 * {@code {out}} for what it writes. No shell is asked.
 */
public final class ReferenceCommand {

    private static final String IN = "{in}";
    private static final String OUT = "{out}";
    private static final long LONGEST_SECONDS = 300;

    private final List<String> words;

    private ReferenceCommand(List<String> words) {
        this.words = words;
    }

    /**
     * Takes a command.
     *
     * @throws IllegalArgumentException without {@code {in}}
     */
    public static ReferenceCommand of(String command) {
        List<String> words = Arrays.stream(command.strip().split("\\s+")).toList();
        if (words.stream().noneMatch(word -> word.contains(IN))) {
            throw new IllegalArgumentException("a reference without {in}: " + command);
        }
        return new ReferenceCommand(words);
    }

    /**
     * Runs it on files, one process a file, beside the files' disk cache as it is.
     *
     * @param scratch folder for what it writes; is left empty
     * @return seconds of all processes together
     * @throws IOException if it cannot be started, fails, or takes more than five minutes a file
     */
    double seconds(List<Path> files, Path scratch) throws IOException, InterruptedException {
        Path out = scratch.resolve("decoded");
        long spent = 0;
        for (Path file : files) {
            List<String> filled = words.stream()
                    .map(word -> word.replace(IN, file.toString()).replace(OUT, out.toString())).toList();
            long start = System.nanoTime();
            Process process = new ProcessBuilder(filled).redirectErrorStream(true).redirectOutput(Redirect.DISCARD)
                    .start();
            boolean ended = process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS);
            spent += System.nanoTime() - start;
            Files.deleteIfExists(out);
            if (!ended || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException(words.get(0) + " did not decode a file");
            }
        }
        return spent / 1e9;
    }
}
