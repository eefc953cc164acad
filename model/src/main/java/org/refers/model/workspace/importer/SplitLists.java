package org.refers.model.workspace.importer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.refers.model.workspace.Split;

/**
 * Split lists as REFERS and MaCo publish them: a text file a side, a file name a line, then 0/1 columns.
 *
 * <p>{@code train.txt} (or {@code train_list.txt}), {@code val.txt} ({@code valid}, {@code validation}) and
 * {@code test.txt}. A name with spaces is read whole, since only numbers at the end of a line are columns.
 */
final class SplitLists {

    private static final Map<String, Split> SIDES = Map.of("train", Split.TRAIN, "training", Split.TRAIN,
            "train_val", Split.TRAIN, "val", Split.VALIDATION, "valid", Split.VALIDATION, "validate", Split.VALIDATION,
            "validation", Split.VALIDATION, "dev", Split.VALIDATION, "test", Split.TEST);

    private final Map<String, Line> lines = new HashMap<>();
    private final Map<String, Optional<Line>> bySuffix = new HashMap<>();
    private int unread;

    /**
     * A line of a list.
     *
     * @param split the side of the list it stands in
     * @param values the columns after the name, in order
     */
    record Line(Split split, List<Boolean> values) {
    }

    static SplitLists none() {
        return new SplitLists();
    }

    /** Reads all lists of a folder. */
    static SplitLists read(Path folder, ImportSession session) throws ImportException, IOException {
        if (!Files.isDirectory(folder)) {
            throw new ImportException(
                    "the folder of split lists " + folder + " is not a folder; it should hold train.txt, val.txt and"
                            + " test.txt");
        }
        SplitLists lists = new SplitLists();
        List<Path> files;
        try (Stream<Path> listed = Files.list(folder)) {
            files = listed.filter(file -> sideOf(file).isPresent()).sorted().toList();
        }
        for (Path file : files) {
            try {
                lists.add(sideOf(file).orElseThrow(), TextFiles.table(file));
            } catch (IOException e) {
                session.reject(file, String.valueOf(e.getMessage()));
            }
        }
        lists.index();
        if (lists.lines.isEmpty()) {
            throw new ImportException("the folder " + folder + " holds no split list; it should hold train.txt, val.txt"
                    + " and test.txt with a file name a line");
        }
        if (lists.unread > 0) {
            session.note(lists.unread + " names stand on two split lists; the side further from training counts.");
        }
        return lists;
    }

    /** The side a list is named after: train.txt, train_list.txt; not train_10.txt, which is a part of another list. */
    static Optional<Split> sideOf(Path file) {
        String name = SourceFolder.lowerName(file);
        if (!name.endsWith(".txt") && !name.endsWith(".lst")) {
            return Optional.empty();
        }
        String stem = SourceFolder.stemOf(file).toLowerCase(Locale.ROOT).replaceFirst("^maco_", "")
                .replaceFirst("_list$", "");
        return Optional.ofNullable(SIDES.get(stem));
    }

    private void add(Split split, String text) {
        text.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(line -> {
            List<String> words = new ArrayList<>(List.of(line.split("\\s+")));
            List<Boolean> values = new ArrayList<>();
            while (words.size() > 1 && isBinary(words.getLast())) {
                values.addFirst(Double.parseDouble(words.removeLast()) == 1);
            }
            String name = values.isEmpty() ? line : line.substring(0, lengthOfName(line, values.size()));
            put(key(name), new Line(split, List.copyOf(values)));
        });
    }

    private static int lengthOfName(String line, int columns) {
        int end = line.length();
        for (int i = 0; i < columns; i++) {
            while (!Character.isWhitespace(line.charAt(end - 1))) {
                end--;
            }
            while (Character.isWhitespace(line.charAt(end - 1))) {
                end--;
            }
        }
        return end;
    }

    private static boolean isBinary(String word) {
        return word.equals("0") || word.equals("1") || word.equals("0.0") || word.equals("1.0");
    }

    private void put(String name, Line line) {
        Line before = lines.get(name);
        if (before != null && before.split != line.split) {
            unread++;
        }
        if (before == null || line.split.heldOutMoreThan(before.split)) {
            lines.put(name, line);
        }
    }

    private static String key(String name) {
        return name.replace('\\', '/').strip();
    }

    /** All ends of the listed paths. An end that several lines share, such as view1_frontal.jpg, leads nowhere. */
    private void index() {
        for (Map.Entry<String, Line> line : lines.entrySet()) {
            for (String suffix : suffixes(line.getKey())) {
                bySuffix.merge(suffix, Optional.of(line.getValue()), (one, other) -> Optional.empty());
            }
        }
    }

    private static List<String> suffixes(String path) {
        List<String> suffixes = new ArrayList<>();
        for (int at = 0; at >= 0
                && at < path.length(); at = path.indexOf('/', at) < 0 ? -1 : path.indexOf('/', at) + 1) {
            suffixes.add(path.substring(at));
        }
        return suffixes;
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    /** The line of a file: the one that shares the longest end of its path, folder by folder. */
    Optional<Line> of(String file) {
        return suffixes(key(file)).stream().filter(bySuffix::containsKey).findFirst()
                .flatMap(suffix -> bySuffix.getOrDefault(suffix, Optional.empty()));
    }

    Split side(String file) {
        return of(file).map(Line::split).orElse(Split.NONE);
    }
}
