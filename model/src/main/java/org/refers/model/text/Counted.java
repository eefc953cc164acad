package org.refers.model.text;

import java.util.Locale;

/** Numbers of things in sentences: "1 study", "2 studies". */
public final class Counted {

    private Counted() {
    }

    /** A number of things whose name takes an s where there are several, such as "patient". */
    public static String of(long number, String one) {
        return of(number, one, one + "s");
    }

    /** A number of things, or of things with what they do: "1 file holds", "2 files hold". */
    public static String of(long number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }

    /** The same with a comma at each thousand, for numbers that are compared down a column. */
    public static String grouped(long number, String one, String many) {
        return String.format(Locale.ROOT, "%,d %s", number, number == 1 ? one : many);
    }
}
