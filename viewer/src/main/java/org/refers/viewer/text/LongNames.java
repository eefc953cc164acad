package org.refers.viewer.text;

import java.util.regex.Pattern;

/** Lets long names, such as those of runs, wrap between their parts and not within them. */
public final class LongNames {

    /** After a hyphen or an underline that a part follows; the one of a number such as 3e-3 stays. */
    private static final Pattern BETWEEN_PARTS = Pattern.compile("(?<=[-_])(?<!\\d[eE]-)(?=[^-_\\s])");
    /** The toolkit wraps at white space alone, which neither a hyphen nor a zero-width space is; this is a pixel wide. */
    private static final String HAIR_SPACE = "\u200a";

    private LongNames() {
    }

    /**
     * The name with hair spaces between its parts. It looks like the name and is another string: for showing alone, neither for
     * copying nor for a screen reader.
     */
    public static String wrapping(String name) {
        return BETWEEN_PARTS.matcher(name).replaceAll(HAIR_SPACE);
    }
}
