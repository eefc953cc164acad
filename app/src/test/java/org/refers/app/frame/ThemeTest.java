package org.refers.app.frame;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The colour tokens of both themes, against the contrasts of WCAG 2.2, level AA. */
class ThemeTest {

    private static final Path SHEETS = Path.of("src/main/resources/org/refers/app/frame");

    /** Success criterion 1.4.3, for text. */
    private static final double TEXT = 4.5;
    /** Success criterion 1.4.11, for what is not text and must be seen. */
    private static final double GRAPHIC = 3;

    private static final Pattern TOKEN = Pattern.compile("(?m)^ {4}-rw-([a-z0-9-]+):\\s*([^;]+);");
    private static final Pattern LITERAL = Pattern
            .compile("#[0-9a-fA-F]{3,8}\\b|rgba?\\(|\\b(?:black|white|gr[ae]y)\\b");
    private static final Pattern USED = Pattern.compile("-rw-([a-z0-9-]+)");

    private static final List<String> GROUNDS = List.of("base", "panel", "raised", "inset", "selected",
            "selected-focus");

    private static Map<String, Color> tokens(String sheet) throws IOException {
        Map<String, Color> tokens = new LinkedHashMap<>();
        Matcher found = TOKEN.matcher(root(Files.readString(SHEETS.resolve(sheet))));
        while (found.find()) {
            tokens.put(found.group(1), Color.web(found.group(2).strip()));
        }
        return tokens;
    }

    private static String root(String css) {
        return css.substring(css.indexOf(".root {"), css.indexOf('}'));
    }

    private static Map<String, Color> of(Theme theme) throws IOException {
        Map<String, Color> tokens = tokens("refers.css");
        if (theme == Theme.LIGHT) {
            tokens.putAll(tokens("light.css"));
        }
        return tokens;
    }

    @Test
    void theFormulaIsTheStandards() {
        assertEquals(21, contrast(Color.BLACK, Color.WHITE), 1e-9);
        // The lightest grey that passes on white, by every published table.
        assertEquals(4.54, contrast(Color.web("#767676"), Color.WHITE), 0.005);
    }

    @ParameterizedTest
    @EnumSource
    void wordsAndSignsCanBeReadOnTheirGrounds(Theme theme) throws IOException {
        Map<String, Color> tokens = of(theme);
        List<String> faint = new ArrayList<>();
        for (String ground : GROUNDS) {
            for (String words : List.of("text", "dim")) {
                check(tokens, words, ground, TEXT, faint);
            }
        }
        for (String ground : List.of("base", "panel")) {
            for (String words : List.of("warn", "good", "bad", "info", "accent", "reader", "agrees", "missing",
                    "extra", "side", "token")) {
                check(tokens, words, ground, TEXT, faint);
            }
            check(tokens, "faint", ground, GRAPHIC, faint);
        }
        for (String kind : List.of("warn", "good", "bad", "info")) {
            check(tokens, kind, kind + "-ground", TEXT, faint);
            check(tokens, "text", kind + "-ground", TEXT, faint);
            check(tokens, "dim", kind + "-ground", TEXT, faint);
        }
        for (String row : List.of("selected", "selected-focus", "raised")) {
            check(tokens, "reader", row, TEXT, faint);
            check(tokens, "accent", row, GRAPHIC, faint);
        }
        check(tokens, "film-text", "film", TEXT, faint);
        check(tokens, "film-text", "film-card", TEXT, faint);
        check(tokens, "film-mark", "film", GRAPHIC, faint);
        check(tokens, "film-ink", "film-badge", TEXT, faint);
        assertEquals(List.of(), faint);
    }

    @ParameterizedTest
    @EnumSource
    void plotsCanBeReadAndTheirCurvesSeen(Theme theme) throws IOException {
        Map<String, Color> tokens = of(theme);
        List<String> faint = new ArrayList<>();
        for (String ground : List.of("plot-ground", "base")) {
            check(tokens, "plot-axis", ground, TEXT, faint);
            check(tokens, "plot-pointer", ground, GRAPHIC, faint);
            IntStream.rangeClosed(1, 7).forEach(i -> check(tokens, "curve-" + i, ground, GRAPHIC, faint));
        }
        // Counts stand above the bars and, in flat histograms, on them.
        check(tokens, "plot-axis", "plot-ground", TEXT, faint);
        assertEquals(List.of(), faint);
    }

    private static void check(Map<String, Color> tokens, String words, String ground, double least,
            List<String> faint) {
        // What lets the ground through is seen over the theme's own.
        Color below = over(tokens.get(ground), tokens.get(ground.startsWith("film") ? "film" : "base"));
        double contrast = contrast(over(tokens.get(words), below), below);
        if (contrast < least) {
            faint.add("%s on %s: %.2f, wanted %.1f".formatted(words, ground, contrast, least));
        }
    }

    private static Color over(Color top, Color below) {
        return below.interpolate(Color.color(top.getRed(), top.getGreen(), top.getBlue()), top.getOpacity());
    }

    private static double contrast(Color one, Color other) {
        double light = Math.max(luminance(one), luminance(other));
        double dark = Math.min(luminance(one), luminance(other));
        return (light + 0.05) / (dark + 0.05);
    }

    private static double luminance(Color colour) {
        return 0.2126 * linear(colour.getRed()) + 0.7152 * linear(colour.getGreen())
                + 0.0722 * linear(colour.getBlue());
    }

    private static double linear(double value) {
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }

    @Test
    void coloursStandInTheTokensAlone() throws IOException {
        String css = Files.readString(SHEETS.resolve("refers.css"));
        List<String> literals = new ArrayList<>();
        String rules = css.substring(css.indexOf('}'));
        // Words of comments are no colours.
        rules.replaceAll("(?s)/\\*.*?\\*/", "").lines()
                .filter(line -> LITERAL.matcher(line.replaceAll("[#.][a-z-]+ ", ""))
                        .find())
                .forEach(literals::add);
        assertEquals(List.of(), literals);
    }

    @Test
    void everyTokenThatIsUsedIsThere() throws IOException {
        TreeSet<String> unknown = new TreeSet<>();
        Matcher used = USED.matcher(Files.readString(SHEETS.resolve("refers.css")));
        while (used.find()) {
            unknown.add(used.group(1));
        }
        unknown.removeAll(tokens("refers.css").keySet());
        assertEquals(new TreeSet<>(), unknown);
    }

    @Test
    void lightChangesEveryTokenThatLiesNotOverRadiographs() throws IOException {
        TreeSet<String> wanted = new TreeSet<>(tokens("refers.css").keySet());
        wanted.removeIf(token -> token.startsWith("film"));
        assertEquals(wanted, new TreeSet<>(tokens("light.css").keySet()));
    }

    /** Controls take their colours from the style sheet; what lies over a radiograph has its own, on black. */
    @Test
    void noColourOfTheWindowIsWrittenInJava() throws IOException {
        Pattern literal = Pattern.compile("Color\\.(?:web|rgb|valueOf)\\(|\"#[0-9a-fA-F]{6}|-fx-[a-z-]*color");
        List<String> found = new ArrayList<>();
        for (String root : List.of("src/main/java", "../viewer/src/main/java")) {
            try (Stream<Path> files = Files.walk(Path.of(root))) {
                files.filter(file -> file.toString().endsWith(".java"))
                        .filter(file -> !file.toString().matches(".*/(?:overlay|annotate|image)/.*"))
                        .filter(file -> {
                            try {
                                return literal.matcher(Files.readString(file)).find();
                            } catch (IOException unreadable) {
                                throw new AssertionError(unreadable);
                            }
                        }).map(Path::toString).forEach(found::add);
            }
        }
        assertEquals(List.of(), found);
    }

    @Test
    void aThemeIsKnownByItsName() {
        for (Theme theme : Theme.values()) {
            assertEquals(theme, Theme.of(theme.id()));
            assertTrue(theme.other() != theme);
        }
        assertEquals(Theme.DARK, Theme.of("sepia"));
    }
}
