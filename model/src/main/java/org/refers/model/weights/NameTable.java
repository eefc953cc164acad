package org.refers.model.weights;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** The rules of {@code names.txt}, in order. */
final class NameTable {

    private static final String RESOURCE = "names.txt";

    private final List<NameRule> rules;

    private NameTable(List<NameRule> rules) {
        this.rules = List.copyOf(rules);
    }

    /**
     * A foreign tensor that makes up one of ours, or a part of it.
     *
     * @param source its own name
     * @param rule how it lies
     */
    record Piece(String source, NameRule rule) {
    }

    /**
     * What becomes of the names of a file.
     *
     * @param pieces by our names, in the file's order
     * @param unknown names that no rule fits
     */
    record Renamed(SequencedMap<String, List<Piece>> pieces, List<String> unknown) {
    }

    static NameTable standard() {
        try (InputStream in = NameTable.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is missing in the program");
            }
            return new NameTable(new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#")).map(NameRule::of).toList());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    List<NameRule> rules() {
        return rules;
    }

    Renamed rename(Iterable<String> names) {
        SequencedMap<String, List<Piece>> pieces = new LinkedHashMap<>();
        List<String> unknown = new ArrayList<>();
        for (String name : names) {
            Optional<NameRule> rule = rules.stream().filter(one -> one.rename(name).isPresent()).findFirst();
            if (rule.isPresent()) {
                pieces.computeIfAbsent(rule.get().rename(name).orElseThrow(), ours -> new ArrayList<>())
                        .add(new Piece(name, rule.get()));
            } else {
                unknown.add(name);
            }
        }
        return new Renamed(pieces, unknown);
    }
}
