package org.refers.model.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.refers.model.study.Report;

/**
 * Reads reports of several languages: tells the language of each by its headings and its everyday words, and reads it with
 * that language's words. A text that says nothing of its language is read as English.
 */
public final class ReportLanguages {

    /** A folder of a workspace with the tables that its reports were imported with, {@code it.json} for Italian. */
    private static final String FOLDER = "report-languages";
    /** A heading is chosen by the person who dictates, a word may be a name: headings weigh more. */
    private static final int HEADING_WEIGHT = 3;
    private static final Pattern WORD = Pattern.compile("[\\p{L}]+");

    private final List<Reader> readers;

    /** A language with its compiled expressions; those for findings are made when they are first needed. */
    private static final class Reader {
        private final ReportLanguage table;
        private final ReportText text;
        private final Set<String> words;
        private @Nullable FindingExtractor extractor;

        Reader(ReportLanguage table) {
            this.table = table;
            text = new ReportText(table);
            words = words(table);
        }

        /** Everyday words, and the words for sides: a language told wrongly does harm where a side is named. */
        private static Set<String> words(ReportLanguage table) {
            Set<String> words = new HashSet<>();
            if (!table.common().isEmpty()) {
                Stream.of(table.common(), table.sides().left(), table.sides().right()).flatMap(List::stream)
                        .map(ReportText::decoderForm).filter(word -> WORD.matcher(word).matches()).forEach(words::add);
            }
            return words;
        }

        synchronized FindingExtractor extractor() {
            FindingExtractor made = extractor == null ? new FindingExtractor(table) : extractor;
            extractor = made;
            return made;
        }

        int hits(String plain, String written) {
            int hits = (int) WORD.matcher(plain).results().filter(match -> words.contains(match.group())).count();
            return words.isEmpty() ? 0 : hits + HEADING_WEIGHT * text.knownHeadings(written);
        }
    }

    private ReportLanguages(List<ReportLanguage> tables) {
        readers = tables.stream().map(Reader::new).toList();
    }

    /** The languages that come with the program. */
    public static ReportLanguages builtIn() {
        return new ReportLanguages(ReportLanguage.BUILT_IN.stream().map(ReportLanguage::builtIn).toList());
    }

    /** One language alone: every report is read as that. */
    public static ReportLanguages only(ReportLanguage language) {
        return new ReportLanguages(List.of(language));
    }

    /**
     * The languages of the program and those that a workspace was given; a table of a workspace replaces the program's.
     *
     * @throws IOException if a table of the workspace cannot be read; the message names it
     */
    public static ReportLanguages of(Path workspace) throws IOException {
        Map<String, ReportLanguage> tables = new LinkedHashMap<>();
        ReportLanguage.BUILT_IN.forEach(code -> tables.put(code, ReportLanguage.builtIn(code)));
        Path folder = workspace.resolve(FOLDER);
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.filter(path -> path.toString().endsWith(".json")).sorted().toList()) {
                    ReportLanguage table = read(file);
                    tables.put(table.language(), table);
                }
            }
        }
        return new ReportLanguages(new ArrayList<>(tables.values()));
    }

    private static ReportLanguage read(Path file) throws IOException {
        try {
            return ReportLanguage.read(file);
        } catch (IOException e) {
            throw new IOException("The table of report words " + file + " " + e.getMessage() + ".", e);
        }
    }

    /** Where a workspace keeps the table of a language. */
    public static Path fileIn(Path workspace, String code) {
        return workspace.resolve(FOLDER).resolve(code + ".json");
    }

    /** Codes of the languages, in the order in which they are tried. */
    public List<String> codes() {
        return readers.stream().map(reader -> reader.table.language()).toList();
    }

    /** The language of a text: the one with the most headings and words in it, English where none has more. */
    public String languageOf(String text) {
        return reader(text).table.language();
    }

    private Reader reader(String text) {
        if (readers.size() == 1) {
            return readers.getFirst();
        }
        String plain = ReportText.decoderForm(text);
        Reader best = readers.getFirst();
        int most = best.hits(plain, text);
        for (Reader reader : readers.subList(1, readers.size())) {
            int hits = reader.hits(plain, text);
            if (hits > most) {
                best = reader;
                most = hits;
            }
        }
        return best;
    }

    /** Finds the sections of a report, see {@link ReportText#parse}. */
    public Report parse(String text) {
        return reader(text).text.parse(text);
    }

    /** Swaps the sides of a text, see {@link ReportText#mirrorSides(String)}. */
    public String mirrorSides(String text) {
        return reader(text).text.mirrorSides(text);
    }

    /** Reads the findings of a text and of others that belong to it, such as one that was generated for it. */
    public FindingExtractor extractorOf(String text) {
        return reader(text).extractor();
    }

    /** Names of the findings that can be told in any of the languages, English ones first. */
    public List<String> findings() {
        Function<Reader, Stream<String>> names = reader -> reader.table.findings().stream().map(FindingWords::name);
        return List.copyOf(new LinkedHashSet<>(readers.stream().flatMap(names).toList()));
    }
}
