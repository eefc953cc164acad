package org.refers.app.frame;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;
import javafx.application.Application;
import javafx.collections.ObservableList;
import javafx.scene.Scene;

/**
 * How the program looks; radiographs lie on black in both. The controls' own sheets are read in their binary form, which spares the start
 * the parsing of 160 kB.
 */
public enum Theme {
    /** For a darkened reading room. */
    DARK(() -> new PrimerDark().getUserAgentStylesheetBSS()),
    /** For bright rooms and for print. */
    LIGHT(() -> new PrimerLight().getUserAgentStylesheetBSS());

    private static final String RULES = sheet("refers.css");
    private static final String LIGHT_TOKENS = sheet("light.css");

    private final Supplier<String> controls;

    Theme(Supplier<String> controls) {
        this.controls = controls;
    }

    private static String sheet(String name) {
        return Objects.requireNonNull(Theme.class.getResource(name), "a style sheet is missing").toExternalForm();
    }

    /** The theme of a name; dark, in which radiographs are read, for one that is not known. */
    public static Theme of(String name) {
        return name.toLowerCase(Locale.ROOT).equals(LIGHT.id()) ? LIGHT : DARK;
    }

    /** Its name in preferences. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The other one. */
    public Theme other() {
        return this == DARK ? LIGHT : DARK;
    }

    /** Dresses a window, and the program's menus and tips. */
    public void dress(Scene scene) {
        Application.setUserAgentStylesheet(controls.get());
        ObservableList<String> sheets = scene.getStylesheets();
        if (!sheets.contains(RULES)) {
            sheets.add(RULES);
        }
        sheets.remove(LIGHT_TOKENS);
        if (this == LIGHT) {
            sheets.add(LIGHT_TOKENS);
        }
    }
}
