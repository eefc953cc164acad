package org.refers.model.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/**
 * The words of one language that the reading of reports rests on: a table, so that another language is a file and not
 * code. All entries are lower-case; cues, statements and finding words are regular expressions that are matched as whole
 * words. They are written with their accents and are matched without, since the report transformer learns texts without.
 *
 * @param version version of the table's form, 1 or 2
 * @param language ISO 639 code, two or three letters
 * @param common everyday words that this language has and the others have not, by which a report's language is told; a
 *     language without any is only read where it is asked for
 * @param abbreviations words whose full stop ends no sentence
 * @param headers headers of a report's sections
 * @param sides words for left and right
 * @param cues words that deny or hedge
 * @param normalStatements statements that nothing is wrong
 * @param findings how each finding is named
 */
public record ReportLanguage(int version, String language, List<String> common, List<String> abbreviations,
        Headers headers, Sides sides, Cues cues, List<String> normalStatements, List<FindingWords> findings) {

    /** The languages that come with the program, English first. */
    public static final List<String> BUILT_IN = List.of("en", "de", "fr", "es", "pt");

    /**
     * Headers of sections.
     *
     * @param findings of the section that says what was seen
     * @param impression of the section that says what it means
     * @param other of sections that are not read
     * @param openings headings over the report as a whole, such as FINAL REPORT
     * @param pictures expressions: a header in capitals that is none of these but holds one, such as CHEST, PA AND LATERAL,
     *     names the picture, and what follows it are the findings where no section of that name is there
     */
    public record Headers(List<String> findings, List<String> impression, List<String> other, List<String> openings,
            List<String> pictures) {
    }

    /**
     * Words for the sides of the patient.
     *
     * @param mirrored pairs of words or phrases that change places when a picture is mirrored; of pairs that share a
     *     word the first one decides what it becomes, and a longer phrase goes before a shorter
     * @param left words that place a finding on the left
     * @param right words that place a finding on the right
     * @param both words that place a finding on both sides
     * @param listCuts words and marks between two findings of one clause; a side before the cut belongs to the first
     */
    public record Sides(List<List<String>> mirrored, List<String> left, List<String> right, List<String> both,
            List<String> listCuts) {
    }

    /**
     * Words that change what a clause says of a finding.
     *
     * @param pseudoNegations phrases that look like a negation and are none, such as "no change in"
     * @param negationsBefore cues that deny what follows them in the clause
     * @param negationsAfter cues that deny what stands before them in the clause
     * @param hedgesBefore cues that leave open what follows them
     * @param hedgesAfter cues that leave open what stands before them
     * @param scopeEnds words at which the reach of a cue ends
     */
    public record Cues(List<String> pseudoNegations, List<String> negationsBefore, List<String> negationsAfter,
            List<String> hedgesBefore, List<String> hedgesAfter, List<String> scopeEnds) {
    }

    private static final int VERSION = 2;
    /** Twenty times the largest built-in table. */
    private static final long MAXIMUM = 1 << 19;

    /** Creates a table; a version this program does not know is refused. */
    public ReportLanguage {
        if (version < 1 || version > VERSION) {
            throw new IllegalArgumentException(
                    "report word table has version " + version + ", this program reads versions 1 and " + VERSION);
        }
        if (!language.matches("[a-z]{2,3}")) {
            throw new IllegalArgumentException("language must be a code such as en, found " + language);
        }
        for (List<String> pair : sides.mirrored()) {
            if (pair.size() != 2) {
                throw new IllegalArgumentException("sides.mirrored must hold two words each, found " + pair);
            }
        }
    }

    /** English. */
    public static ReportLanguage english() {
        return builtIn("en");
    }

    /** A language that comes with the program. */
    public static ReportLanguage builtIn(String code) {
        try (InputStream in = ReportLanguage.class.getResourceAsStream("languages/" + code + ".json")) {
            if (in == null) {
                throw new IllegalStateException("the words of language " + code
                        + " are missing from the program; install it again");
            }
            return of(mapper().readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads the table of another language, in the form of the built-in ones.
     *
     * @throws IOException with the reason in words that follow the file's name, if it cannot be read or is no such table
     */
    public static ReportLanguage read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("is not there or is no file");
        }
        if (Files.size(file) > MAXIMUM) {
            throw new IOException("is larger than " + (MAXIMUM >> 10) + " kB, which no table of words is");
        }
        try (InputStream in = Files.newInputStream(file)) {
            ReportLanguage language = of(mapper().readTree(in));
            // Compiled here, so that a wrong expression is told with the file's name and not in the middle of an import.
            new ReportText(language);
            new FindingExtractor(language);
            return language;
        } catch (PatternSyntaxException e) {
            throw new IOException("holds an expression that cannot be read: " + e.getPattern(), e);
        } catch (JsonProcessingException e) {
            Throwable cause = e.getCause();
            throw new IOException("is no table of report words: "
                    + (cause == null ? e.getOriginalMessage() : cause.getMessage()), e);
        }
    }

    private static ReportLanguage of(JsonNode table) throws IOException {
        if (!table.isObject()) {
            throw new IOException("is no table of report words: it holds no JSON object");
        }
        if (table.path("version").asInt() == 1 && table instanceof ObjectNode fields
                && table.path("headers") instanceof ObjectNode headers) {
            fields.putArray("common");
            fields.putArray("abbreviations");
            headers.putArray("openings");
            headers.putArray("pictures");
        }
        return mapper().treeToValue(table, ReportLanguage.class);
    }

    private static JsonMapper mapper() {
        return JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES).build();
    }
}
