package org.refers.sampledata;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a written folder as a stranger would: by the README alone. */
record Folder(Path path) {

    List<Map<String, String>> table(String name) {
        List<String> lines = lines(name);
        String[] header = lines.get(0).split(",", -1);
        return lines.stream().skip(1).map(line -> row(header, line.split(",", -1))).toList();
    }

    private static Map<String, String> row(String[] header, String[] cells) {
        if (header.length != cells.length) {
            throw new AssertionError(Arrays.toString(cells) + " under " + Arrays.toString(header));
        }
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < header.length; i++) {
            row.put(header[i], cells[i]);
        }
        return row;
    }

    List<String> lines(String name) {
        try {
            return Files.readAllLines(path.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
