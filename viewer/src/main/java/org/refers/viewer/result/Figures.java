package org.refers.viewer.result;

import java.util.Locale;

/** How figures are written. */
final class Figures {

    static final String NONE = "\u2013";

    private Figures() {
    }

    /** Three decimals, which is more than an interval of some hundred radiographs bears; a dash for what is undefined. */
    static String share(double value) {
        return Double.isNaN(value) ? NONE : String.format(Locale.ROOT, "%.3f", value);
    }

    /** Two decimals, for axes and lists. */
    static String brief(double value) {
        return Double.isNaN(value) ? NONE : String.format(Locale.ROOT, "%.2f", value);
    }
}
