package org.refers.model.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.refers.model.study.Report;

/** Finds the sections of a report by the headers of one language; {@link ReportText#parse} tells the rules. */
final class ReportSections {

    private static final Pattern PARAGRAPH = Pattern.compile("\\n[ \\t\\r]*\\n");

    private enum Section {
        FINDINGS, IMPRESSION, OPENING, OTHER
    }

    /** A header at [start, end); its section's body goes on to the next one. */
    private record Header(Section section, boolean known, int start, int end) {
    }

    private final Map<String, Section> headers = new HashMap<>();
    private final Set<String> firstWords;
    private final Pattern header;
    private final Pattern title;
    private final Pattern picture;

    ReportSections(ReportLanguage.Headers names) {
        names.other().forEach(name -> put(name, Section.OTHER));
        names.openings().forEach(name -> put(name, Section.OPENING));
        names.findings().forEach(name -> put(name, Section.FINDINGS));
        names.impression().forEach(name -> put(name, Section.IMPRESSION));
        firstWords = headers.entrySet().stream().filter(entry -> entry.getValue() == Section.OTHER)
                .map(Map.Entry::getKey).map(name -> name.split("[ /(]")[0]).collect(Collectors.toCollection(
                        HashSet::new));
        // English has no letters beyond ASCII; the reading of its headers stays what it was.
        boolean ascii = headers.keySet().stream().allMatch(name -> name.chars().allMatch(c -> c < 128));
        String capital = ascii ? "A-Z" : "\\p{Lu}";
        // A known header before a colon, a known header alone on its line, or an unknown line start in capitals.
        String known = (ascii ? "(?i:" : "(?iu:") + ReportText.anyOf(headers.keySet().stream()) + ")";
        header = Pattern.compile(ReportText.NOT_IN_WORD + "(?<inline>" + known + ")[ \\t]*:" //
                + "|^[ \\t]*+(?<alone>" + known + ")[ \\t]*$" //
                + "|^[ \\t]*+(?<capitals>[" + capital + "][" + capital + " /&()]{2,40}):", Pattern.MULTILINE);
        title = Pattern.compile("^[ \\t]*+(?<title>[" + capital + "][" + capital + "0-9 ,./&()_-]{2,80}):",
                Pattern.MULTILINE);
        picture = names.pictures().isEmpty() ? Pattern.compile("(?!)") : ClauseCues.words(names.pictures());
    }

    /** Capitals often go without their accents, so headers are known both ways. */
    private void put(String name, Section section) {
        headers.put(name, section);
        headers.put(ReportText.withoutMarks(name), section);
    }

    /** How many headers of the table a text has. */
    int known(String text) {
        return (int) headersOf(text).stream().filter(Header::known).count();
    }

    Report parse(String text) {
        List<Header> found = headersOf(text);
        if (found.stream().noneMatch(one -> one.section() == Section.FINDINGS)) {
            found = withTitles(text, found);
        }
        if (found.stream().noneMatch(one -> one.section() == Section.FINDINGS
                || one.section() == Section.IMPRESSION)) {
            return new Report(unclaimed(text, found), "");
        }
        return new Report(joined(text, found, Section.FINDINGS), joined(text, found, Section.IMPRESSION));
    }

    private List<Header> headersOf(String text) {
        List<Header> found = new ArrayList<>();
        Matcher matcher = header.matcher(text);
        while (matcher.find()) {
            String name = Stream.of("inline", "alone", "capitals").filter(group -> matcher.start(group) >= 0)
                    .findFirst().orElseThrow();
            String key = ReportText.collapsed(matcher.group(name)).toLowerCase(Locale.ROOT);
            if (!name.equals("inline") || startsSection(text, matcher.start(name), matcher.group(name))) {
                found.add(new Header(headers.getOrDefault(key, Section.OTHER), headers.containsKey(key),
                        matcher.start(name), matcher.end()));
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

    /** The headers with those that name the picture as headers of findings, if they head more than a date. */
    private List<Header> withTitles(String text, List<Header> found) {
        List<Header> all = new ArrayList<>(found);
        Matcher matcher = title.matcher(text);
        while (matcher.find()) {
            int start = matcher.start("title");
            int end = matcher.end();
            boolean taken = found.stream().anyMatch(one -> one.known() && one.start() < end && start < one.end());
            if (!taken && namesPicture(matcher.group("title"))) {
                all.removeIf(one -> one.start() < end && start < one.end());
                all.add(new Header(Section.FINDINGS, false, start, end));
            }
        }
        all.sort(Comparator.comparingInt(Header::start));
        boolean worthwhile = false;
        for (int i = 0; i < all.size(); i++) {
            worthwhile |= all.get(i).section() == Section.FINDINGS && isSentence(body(text, all, i));
        }
        return worthwhile ? all : found;
    }

    private boolean namesPicture(String name) {
        String plain = ReportText.decoderForm(name);
        return picture.matcher(plain).find() && !firstWords.contains(plain.split("[ ,/(]")[0]);
    }

    /** What belongs to no section, in a report without findings and impression. */
    private String unclaimed(String text, List<Header> found) {
        if (found.isEmpty()) {
            return ReportText.collapsed(text);
        }
        String before = ReportText.collapsed(text.substring(0, found.getFirst().start()));
        if (!before.isEmpty()) {
            return before;
        }
        Optional<String> after = afterFirstParagraph(text, found);
        return after.orElseGet(() -> {
            String opened = joined(text, found, Section.OPENING);
            return isSentence(opened) ? opened : "";
        });
    }

    /** A section ends with its paragraph where the dictation goes on without a header. */
    private static Optional<String> afterFirstParagraph(String text, List<Header> found) {
        Header last = found.getLast();
        String body = text.substring(last.end()).strip();
        Matcher gap = PARAGRAPH.matcher(body);
        if (last.section() == Section.OPENING || !gap.find()) {
            return Optional.empty();
        }
        return Optional.of(ReportText.collapsed(body.substring(gap.end()))).filter(ReportSections::isSentence);
    }

    private static boolean isSentence(String text) {
        return text.split(" ").length >= ReportText.MINIMUM_TOKENS;
    }

    private static String body(String text, List<Header> found, int header) {
        int end = header + 1 < found.size() ? found.get(header + 1).start() : text.length();
        return ReportText.collapsed(text.substring(found.get(header).end(), end));
    }

    private static String joined(String text, List<Header> found, Section section) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            if (found.get(i).section() == section) {
                parts.add(body(text, found, i));
            }
        }
        return parts.stream().filter(part -> !part.isEmpty()).collect(Collectors.joining(" "));
    }
}
