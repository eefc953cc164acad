package org.refers.training.weights;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The TorchScript source of an exported classifier: {@code classifier.py} with the lines that are true of one model. */
final class ScriptSource {

    private static final String RESOURCE = "classifier.py";
    private static final String CONDITION = "  #? ";
    private static final String EACH = "  #each";

    private ScriptSource() {
    }

    /**
     * Makes the source.
     *
     * @param truths words that are true of the model
     * @param depth number of blocks
     */
    static String of(Set<String> truths, int depth) {
        try (InputStream in = ScriptSource.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is missing in the program");
            }
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines()
                    .filter(line -> !line.startsWith("#")).flatMap(line -> lines(line, truths, depth))
                    .collect(Collectors.joining("\n", "", "\n"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Stream<String> lines(String line, Set<String> truths, int depth) {
        int condition = line.indexOf(CONDITION);
        if (condition >= 0) {
            return truths.contains(line.substring(condition + CONDITION.length()))
                    ? Stream.of(line.substring(0, condition))
                    : Stream.empty();
        }
        if (line.endsWith(EACH)) {
            String form = line.substring(0, line.length() - EACH.length());
            return IntStream.range(0, depth).mapToObj(i -> form.replace("{i}", Integer.toString(i)));
        }
        return Stream.of(line);
    }
}
