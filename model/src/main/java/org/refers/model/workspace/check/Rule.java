package org.refers.model.workspace.check;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;

/** What is checked. */
public enum Rule {
    SAME_PICTURE_ACROSS_SIDES(Severity.SERIOUS),
    COPY_ACROSS_SIDES(Severity.SERIOUS),
    UNREADABLE(
            Severity.SERIOUS),
    BOX_OUTSIDE(Severity.SERIOUS),
    CONSTANT(Severity.SERIOUS),
    SAME_PICTURE_TWO_PATIENTS(
            Severity.WARNING),
    COPY_TWO_PATIENTS(Severity.WARNING),
    SAME_PICTURE_ONE_PATIENT(
            Severity.WARNING),
    COPY_ONE_PATIENT(Severity.WARNING),
    NO_POSITIVES(
            Severity.WARNING),
    EMPTY_SIDE(Severity.WARNING),
    NO_SIDE(
            Severity.WARNING),
    EMPTY_REPORT(Severity.WARNING),
    VIEW_CONFLICT(
            Severity.WARNING),
    SHORTCUT(Severity.WARNING),
    BURNED_IN(
            Severity.WARNING),
    NO_REPORT(Severity.HINT),
    TINY(
            Severity.HINT),
    INVERTED(
            Severity.HINT),
    LETTERING(Severity.HINT);

    /** Readers draw up to the edge, and half a pixel is lost in rounding either way. */
    static final double BOX_TOLERANCE = 1;
    /** "Normal." has six letters. */
    static final int REPORT_LETTERS = 5;
    /** The small network's input; below it a picture is enlarged. */
    static final int TINY_SIDE = 128;
    /** Of 1,369 real radiographs none reaches it; of their negatives three of four do. */
    static final double INVERTED_BY = 0.15;
    /** Cohen's "medium": with it alone a finding would be guessed clearly above chance. */
    static final double SHORTCUT_V = 0.3;

    private static final Properties TEXTS = texts();

    private final Severity severity;

    Rule(Severity severity) {
        this.severity = severity;
    }

    /** How much it matters. */
    public Severity severity() {
        return severity;
    }

    /** Its name in a few words. */
    public String title() {
        return text()[0];
    }

    /** What is counted, with thresholds. */
    public String definition() {
        return filled(text()[1]);
    }

    /** What to do about it. */
    public String remedy() {
        return filled(text()[2]);
    }

    private static String filled(String text) {
        return new MessageFormat(text, Locale.ROOT).format(new Object[]{CheckStore.LIKENESS,
            CheckStore.LIKENESS_OF_MIDDLE, CheckStore.LIKENESS_OF_SMALL, BOX_TOLERANCE, REPORT_LETTERS, TINY_SIDE,
            INVERTED_BY, SHORTCUT_V});
    }

    private String[] text() {
        return Objects.requireNonNull(TEXTS.getProperty(name()), name()).split("\\|", 3);
    }

    private static Properties texts() {
        Properties texts = new Properties();
        try (Reader in = new InputStreamReader(Objects.requireNonNull(
                Rule.class.getResourceAsStream("rules.properties")), StandardCharsets.UTF_8)) {
            texts.load(in);
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException("rules.properties cannot be read; install the program again", e);
        }
    }
}
