package org.refers.training.metric;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A score file: one {@code label score} row an image, parted by white space or a comma, label 0 or 1. A third column,
 * if every row has one, names the patient. Blank lines are skipped.
 */
public final class ScoreFile {

    private ScoreFile() {
    }

    /**
     * Reads a score file.
     *
     * @return its rows; where no patients are named each row is one of its own
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if a row is not understood; the message names the file and the line
     */
    public static ScoredLabels read(Path file) throws IOException {
        List<String[]> rows = new ArrayList<>();
        int number = 0;
        for (String line : lines(file)) {
            number++;
            if (!line.isBlank()) {
                rows.add(columns(line, file, number, rows));
            }
        }
        if (rows.isEmpty()) {
            throw new IllegalArgumentException(file + " holds no rows; it needs one 'label score' row an image");
        }
        return toLabels(rows);
    }

    private static List<String> lines(Path file) throws IOException {
        try {
            return Files.readAllLines(file);
        } catch (CharacterCodingException notText) {
            throw new IllegalArgumentException(file + " is no text file; it needs one 'label score' row an image",
                    notText);
        }
    }

    private static String[] columns(String line, Path file, int number, List<String[]> before) {
        String[] columns = line.strip().split("[\\s,;]+");
        boolean sameForm = before.isEmpty() || before.getFirst().length == columns.length;
        if (columns.length < 2 || columns.length > 3 || !sameForm || !isLabel(columns[0]) || !isFinite(columns[1])) {
            throw new IllegalArgumentException(
                    "%s, line %d: expected 'label score' with label 0 or 1, found '%s'".formatted(file, number,
                            line.length() > 60 ? line.substring(0, 60) + "..." : line.strip()));
        }
        return columns;
    }

    private static boolean isLabel(String text) {
        return isFinite(text) && (Double.parseDouble(text) == 0 || Double.parseDouble(text) == 1);
    }

    private static boolean isFinite(String text) {
        try {
            return Double.isFinite(Double.parseDouble(text));
        } catch (NumberFormatException notANumber) {
            return false;
        }
    }

    private static ScoredLabels toLabels(List<String[]> rows) {
        boolean[] positives = new boolean[rows.size()];
        double[] scores = new double[rows.size()];
        for (int i = 0; i < scores.length; i++) {
            positives[i] = Double.parseDouble(rows.get(i)[0]) == 1;
            scores[i] = Double.parseDouble(rows.get(i)[1]);
        }
        return rows.getFirst().length == 2
                ? ScoredLabels.withoutPatients(positives, scores)
                : new ScoredLabels(positives, scores, rows.stream().map(row -> row[2]).toList());
    }
}
