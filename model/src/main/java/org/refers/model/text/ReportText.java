package org.refers.model.text;

import java.text.Normalizer;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.refers.model.study.Report;

/**
 * Reads the free text of reports: finds the sections that the method learns from, and changes the sides of a report
 * when its picture is mirrored.
 */
public final class ReportText {

    /** The paper drops studies whose report has fewer tokens than this. */
    public static final int MINIMUM_TOKENS = 3;

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern SPACE = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);
    static final String NOT_IN_WORD = "(?<![\\p{L}\\p{N}])";
    static final String NOT_BEFORE_WORD = "(?![\\p{L}\\p{N}])";

    private final ReportSections sections;
    private final Map<String, String> mirrored = new HashMap<>();
    private final Pattern sideWord;

    /** Prepares to read reports of a language. */
    public ReportText(ReportLanguage language) {
        sections = new ReportSections(language.headers());
        for (List<String> pair : language.sides().mirrored()) {
            mirrored.putIfAbsent(pair.get(0), pair.get(1));
            mirrored.putIfAbsent(pair.get(1), pair.get(0));
        }
        sideWord = Pattern.compile(NOT_IN_WORD + "(?:" + anyOf(mirrored.keySet().stream()) + ")" + NOT_BEFORE_WORD,
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    /** Reads English reports. */
    public static ReportText english() {
        return new ReportText(ReportLanguage.english());
    }

    /**
     * The form of a text that the report transformer learns: lower-case, compatibility decomposition (NFKD), combining
     * marks dropped. BERT's text is not changed this way. Sides are swapped before, on the text as written.
     */
    public static String decoderForm(String text) {
        return withoutMarks(text.toLowerCase(Locale.ROOT));
    }

    /** Compatibility decomposition without combining marks; the case stays. */
    static String withoutMarks(String text) {
        return MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
    }

    /** The text with every run of white space as one space and none at its ends. */
    public static String collapsed(String text) {
        return SPACE.matcher(text).replaceAll(" ").strip();
    }

    /** Whether a report has fewer than three tokens (words between white space), so that its study is left out. */
    public static boolean isTooShort(Report report) {
        return words(report) < MINIMUM_TOKENS;
    }

    /** Words of a report between white space. Workspaces keep them: another rule needs an upgrade that forgets what was counted. */
    public static int words(Report report) {
        return words(collapsed(report.text()));
    }

    /** Words of a text that is {@link #collapsed}. */
    public static int words(String collapsed) {
        return collapsed.isEmpty() ? 0 : (int) collapsed.chars().filter(letter -> letter == ' ').count() + 1;
    }

    /**
     * Finds the findings and the impression of a report as it was dictated.
     *
     * <p>A header counts at the start of a line, at the end of a sentence, or anywhere in capitals; it ends with a colon
     * or stands alone on its line. Sections of one kind that occur twice are joined. Text without any header is taken
     * as findings. Where these two are missing, findings are, in this order: what follows a header in capitals that
     * names the picture (CHEST, PA AND LATERAL); what stands before the first header; the paragraphs after the first one of
     * the last section, which no header claims; what follows a heading such as FINAL REPORT. Wet reads and addenda are not
     * read: they repeat or amend what the report itself says.
     *
     * @return the two sections with white space collapsed, each empty where the report has none
     */
    public Report parse(String text) {
        return sections.parse(text);
    }

    /** How many headers of the language a text has. */
    int knownHeadings(String text) {
        return sections.known(text);
    }

    /**
     * Swaps the sides of a text, as its picture is mirrored: whole words only, so "bright" stays, and the case of a
     * word is kept. The single letters L and R stay, since L also counts vertebrae (L1) and R/O means rule out.
     */
    public String mirrorSides(String text) {
        return sideWord.matcher(text).replaceAll(match -> {
            String word = match.group();
            String other = mirrored.getOrDefault(collapsed(word).toLowerCase(Locale.ROOT), word);
            return Matcher.quoteReplacement(inCaseOf(word, other));
        });
    }

    /** A report with its sides swapped, see {@link #mirrorSides(String)}. */
    public Report mirrorSides(Report report) {
        return new Report(mirrorSides(report.findings()), mirrorSides(report.impression()));
    }

    /** Any of the words as they are, the longest first; a space stands for any white space. */
    static String anyOf(Stream<String> words) {
        return words.sorted(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()))
                .map(word -> Pattern.quote(word).replace(" ", "\\E\\s+\\Q")).collect(Collectors.joining("|"));
    }

    private static String inCaseOf(String model, String word) {
        if (model.equals(model.toUpperCase(Locale.ROOT))) {
            return word.toUpperCase(Locale.ROOT);
        }
        if (Character.isUpperCase(model.charAt(0))) {
            return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
        }
        return word;
    }
}
