package org.refers.model.text;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
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
    private static final String NOT_IN_WORD = "(?<![\\p{L}\\p{N}])";
    private static final String NOT_BEFORE_WORD = "(?![\\p{L}\\p{N}])";

    private enum Section {
        FINDINGS, IMPRESSION, OTHER
    }

    private record Header(Section section, int start, int end) {
    }

    private final Map<String, Section> headers = new HashMap<>();
    private final Pattern header;
    private final Map<String, String> mirrored = new HashMap<>();
    private final Pattern sideWord;

    /** Prepares to read reports of a language. */
    public ReportText(ReportLanguage language) {
        language.headers().other().forEach(name -> headers.put(name, Section.OTHER));
        language.headers().findings().forEach(name -> headers.put(name, Section.FINDINGS));
        language.headers().impression().forEach(name -> headers.put(name, Section.IMPRESSION));
        header = headerPattern();
        for (List<String> pair : language.sides().mirrored()) {
            mirrored.put(pair.get(0), pair.get(1));
            mirrored.put(pair.get(1), pair.get(0));
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
        String decomposed = Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFKD);
        return MARKS.matcher(decomposed).replaceAll("");
    }

    /** The text with every run of white space as one space and none at its ends. */
    public static String collapsed(String text) {
        return SPACE.matcher(text).replaceAll(" ").strip();
    }

    /** Whether a report has fewer than three tokens (words between white space), so that its study is left out. */
    public static boolean isTooShort(Report report) {
        String text = collapsed(report.text());
        return text.isEmpty() || text.split(" ").length < MINIMUM_TOKENS;
    }

    /**
     * Finds the findings and the impression of a report as it was dictated.
     *
     * <p>A header counts at the start of a line, at the end of a sentence, or anywhere in capitals; it ends with a colon
     * or stands alone on its line. Sections of one kind that occur twice are joined. Text without any header is taken
     * as findings. Where other sections have headers and these two are missing, what stands before the first header is
     * taken.
     *
     * @return the two sections with white space collapsed, each empty where the report has none
     */
    public Report parse(String text) {
        List<Header> found = headersOf(text);
        Map<Section, List<String>> parts = new EnumMap<>(Section.class);
        for (int i = 0; i < found.size(); i++) {
            int end = i + 1 < found.size() ? found.get(i + 1).start() : text.length();
            String body = collapsed(text.substring(found.get(i).end(), end));
            parts.computeIfAbsent(found.get(i).section(), section -> new ArrayList<>()).add(body);
        }
        if (!parts.containsKey(Section.FINDINGS) && !parts.containsKey(Section.IMPRESSION)) {
            int end = found.isEmpty() ? text.length() : found.getFirst().start();
            return new Report(collapsed(text.substring(0, end)), "");
        }
        return new Report(joined(parts, Section.FINDINGS), joined(parts, Section.IMPRESSION));
    }

    /**
     * Swaps the sides of a text, as its picture is mirrored: whole words only, so "bright" stays, and the case of a
     * word is kept. The single letters L and R stay, since L also counts vertebrae (L1) and R/O means rule out.
     */
    public String mirrorSides(String text) {
        return sideWord.matcher(text).replaceAll(match -> {
            String word = match.group();
            String other = mirrored.getOrDefault(word.toLowerCase(Locale.ROOT), word);
            return Matcher.quoteReplacement(inCaseOf(word, other));
        });
    }

    /** A report with its sides swapped, see {@link #mirrorSides(String)}. */
    public Report mirrorSides(Report report) {
        return new Report(mirrorSides(report.findings()), mirrorSides(report.impression()));
    }

    private List<Header> headersOf(String text) {
        List<Header> found = new ArrayList<>();
        Matcher matcher = header.matcher(text);
        while (matcher.find()) {
            String name = Stream.of("inline", "alone", "capitals").filter(group -> matcher.start(group) >= 0)
                    .findFirst().orElseThrow();
            String key = collapsed(matcher.group(name)).toLowerCase(Locale.ROOT);
            if (!name.equals("inline") || startsSection(text, matcher.start(name), matcher.group(name))) {
                found.add(new Header(headers.getOrDefault(key, Section.OTHER), matcher.start(name), matcher.end()));
            }
        }
        return found;
    }

    private static boolean startsSection(String text, int start, String name) {
        String before = text.substring(0, start).stripTrailing();
        boolean lineStart = text.substring(before.length(), start).contains("\n") || before.isEmpty();
        boolean sentenceStart = !before.isEmpty() && ".:;!?_*-".indexOf(before.charAt(before.length() - 1)) >= 0;
        return lineStart || sentenceStart || name.equals(name.toUpperCase(Locale.ROOT));
    }

    /** A known header before a colon, a known header alone on its line, or an unknown line start in capitals. */
    private Pattern headerPattern() {
        String known = "(?i:" + anyOf(headers.keySet().stream()) + ")";
        return Pattern.compile(NOT_IN_WORD + "(?<inline>" + known + ")[ \\t]*:" //
                + "|^[ \\t]*+(?<alone>" + known + ")[ \\t]*$" //
                + "|^[ \\t]*+(?<capitals>[A-Z][A-Z /&()]{2,40}):", Pattern.MULTILINE);
    }

    private static String joined(Map<Section, List<String>> parts, Section section) {
        return parts.getOrDefault(section, List.of()).stream().filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private static String anyOf(Stream<String> words) {
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
