package org.refers.model.text;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** BERT's basic tokenizer: cleans a text and cuts it at white space, around punctuation and around ideographs. */
final class BertWords {

    private BertWords() {
    }

    static List<String> of(String text, Casing casing) {
        String clean = clean(text);
        if (casing == Casing.UNCASED) {
            String lower = clean.toLowerCase(Locale.ROOT);
            clean = Normalizer.normalize(lower, Normalizer.Form.NFD).replaceAll("\\p{Mn}+", "");
        }
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        clean.codePoints().forEach(c -> {
            boolean alone = Punctuation.contains(c);
            if (alone || isSpace(c)) {
                flush(word, words);
            }
            if (alone) {
                words.add(Character.toString(c));
            } else if (!isSpace(c)) {
                word.appendCodePoint(c);
            }
        });
        flush(word, words);
        return words;
    }

    private static void flush(StringBuilder word, List<String> words) {
        if (!word.isEmpty()) {
            words.add(word.toString());
            word.setLength(0);
        }
    }

    private static String clean(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (isSpace(c)) {
                clean.append(' ');
            } else if (Character.UnicodeBlock.of(c) != null && Character.isIdeographic(c)) {
                clean.append(' ').appendCodePoint(c).append(' ');
            } else if (!isDropped(c)) {
                clean.appendCodePoint(c);
            }
        });
        return clean.toString();
    }

    private static boolean isSpace(int c) {
        return c == '\t' || c == '\n' || c == '\r' || Character.isSpaceChar(c);
    }

    /** Zero, the replacement character, and everything of Unicode's category C. */
    private static boolean isDropped(int c) {
        int type = Character.getType(c);
        return c == 0xFFFD || type == Character.CONTROL || type == Character.FORMAT || type == Character.PRIVATE_USE
                || type == Character.SURROGATE || type == Character.UNASSIGNED;
    }
}
