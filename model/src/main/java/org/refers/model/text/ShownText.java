package org.refers.model.text;

/**
 * Text of strangers as it may be shown: file names, cells of tables, names of findings, and sentences with such in them.
 * What would begin a new line, move a terminal's cursor, or turn the direction of what stands beside it is written out as
 * {@code \}{@code u202e}; a text stays on its line and looks like what it is.
 */
public final class ShownText {

    /** Several times the longest path that a sentence names. */
    private static final int LONGEST = 4000;

    private ShownText() {
    }

    /** The text on one line; cut where it is longer than any sentence. */
    public static String line(String text) {
        return escaped(text, false);
    }

    /** The text with the line ends and tabs that it was given on purpose. */
    public static String lines(String text) {
        return escaped(text, true);
    }

    /**
     * A line of JSON as it may be shown: the same is written out inside of its texts, as JSON allows, so that a program reads
     * what it would have read without.
     */
    public static String json(String line) {
        StringBuilder shown = new StringBuilder(line.length());
        line.codePoints().forEach(point -> {
            if (isHarmful(point)) {
                for (char unit : Character.toChars(point)) {
                    shown.append("\\u%04x".formatted((int) unit));
                }
            } else {
                shown.appendCodePoint(point);
            }
        });
        return shown.toString();
    }

    private static String escaped(String text, boolean several) {
        StringBuilder shown = new StringBuilder(text.length());
        for (int at = 0; at < text.length();) {
            int point = text.codePointAt(at);
            at += Character.charCount(point);
            boolean meant = point == '\n' || point == '\t' || point == '\r' && text.startsWith("\n", at);
            if (several && meant || !isHarmful(point)) {
                shown.appendCodePoint(point);
            } else {
                shown.append("\\u%04x".formatted(point));
            }
            if (!several && shown.length() > LONGEST) {
                return shown.append("...").toString();
            }
        }
        return shown.toString();
    }

    private static boolean isHarmful(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE ->
                true;
            default -> false;
        };
    }
}
