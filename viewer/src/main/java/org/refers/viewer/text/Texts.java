package org.refers.viewer.text;

import java.util.Locale;
import java.util.ResourceBundle;

/** The texts that users read. They lie in one bundle so that a translation is one file. */
public final class Texts {

    private static final String BUNDLE = "org.refers.viewer.text.messages";

    private final ResourceBundle bundle;

    private Texts(ResourceBundle bundle) {
        this.bundle = bundle;
    }

    /** The English texts, whatever language the machine speaks: there is no other bundle yet. */
    public static Texts english() {
        return new Texts(ResourceBundle.getBundle(BUNDLE, Locale.ROOT));
    }

    /**
     * The text of a key.
     *
     * @throws java.util.MissingResourceException if the bundle lacks the key
     */
    public String get(String key) {
        return bundle.getString(key);
    }

    /** The text of a key with its {@code %s} and {@code %d} places filled. */
    public String format(String key, Object... values) {
        return String.format(Locale.ROOT, get(key), values);
    }

    /** Whether the bundle has a text for the key. */
    public boolean has(String key) {
        return bundle.containsKey(key);
    }
}
