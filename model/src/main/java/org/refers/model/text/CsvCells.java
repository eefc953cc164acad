package org.refers.model.text;

/**
 * Cells of foreign text in tables that we write. A spreadsheet takes a cell that begins with {@code = + - @}, a tab or a
 * carriage return for a formula, quoted or not; with an apostrophe before it, it is text. Numbers and our own words are
 * written as they are. What {@link #guarded} adds {@link #plain} takes away, so that a name comes back as it was.
 */
public final class CsvCells {

    private static final String FORMULAS = "=+-@\t\r";

    private CsvCells() {
    }

    /** The text as a cell that no spreadsheet computes. */
    public static String guarded(String text) {
        String bare = text.replaceFirst("^'+", "");
        return !bare.isEmpty() && FORMULAS.indexOf(bare.charAt(0)) >= 0 ? "'" + text : text;
    }

    /** A guarded cell in quotes, those within doubled (RFC 4180). */
    public static String quoted(String text) {
        return '"' + guarded(text).replace("\"", "\"\"") + '"';
    }

    /** A guarded cell, in quotes only where it holds commas, quotes or line ends. */
    public static String cell(String text) {
        String words = guarded(text);
        return words.matches("(?s).*[,\"\\r\\n].*") ? quoted(text) : words;
    }

    /** The text of a guarded cell. */
    public static String plain(String cell) {
        return cell.startsWith("'") && guarded(cell.substring(1)).equals(cell) ? cell.substring(1) : cell;
    }
}
