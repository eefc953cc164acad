package org.refers.training.data;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Takes words out of reports. A note that names the label would let a network read the answer; a placeholder in the
 * word's place would still tell that there was one, so nothing is left of it.
 */
public final class WordMask {

    private static final String WORD_PART = "[\\p{L}\\p{N}-]*";

    private final Pattern pattern;
    private final boolean empty;

    /**
     * Creates a mask.
     *
     * @param stems words that hold one of these, in any case, are taken out; empty for none
     */
    public WordMask(List<String> stems) {
        empty = stems.isEmpty();
        pattern = stems.isEmpty()
                ? Pattern.compile("(?!)")
                : Pattern.compile("\\h*" + WORD_PART + "(?:"
                        + stems.stream().map(Pattern::quote).collect(Collectors.joining("|")) + ")" + WORD_PART,
                        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    /** Whether no word is taken out. */
    public boolean isEmpty() {
        return empty;
    }

    /** The text without those words. */
    public String apply(String text) {
        return pattern.matcher(text).replaceAll("");
    }
}
