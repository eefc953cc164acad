package org.refers.model.text;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The words of one language that the reading of reports rests on: a table, so that another language is a file and not
 * code. All entries are lower-case; cues, statements and finding words are regular expressions that are matched as whole
 * words.
 *
 * @param version version of the table's form, 1
 * @param language ISO 639-1 code
 * @param headers headers of a report's sections
 * @param sides words for left and right
 * @param cues words that deny or hedge
 * @param normalStatements statements that nothing is wrong
 * @param findings how each finding is named
 */
public record ReportLanguage(int version, String language, Headers headers, Sides sides, Cues cues,
        List<String> normalStatements, List<FindingWords> findings) {

    /**
     * Headers of sections.
     *
     * @param findings of the section that says what was seen
     * @param impression of the section that says what it means
     * @param other of sections that are not read
     */
    public record Headers(List<String> findings, List<String> impression, List<String> other) {
    }

    /**
     * Words for the sides of the patient.
     *
     * @param mirrored pairs of words that change places when a picture is mirrored
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

    private static final int VERSION = 1;

    /** Creates a table; a version this program does not know is refused. */
    public ReportLanguage {
        if (version != VERSION) {
            throw new IllegalArgumentException(
                    "report word table has version " + version + ", this program reads version " + VERSION);
        }
        for (List<String> pair : sides.mirrored()) {
            if (pair.size() != 2) {
                throw new IllegalArgumentException("sides.mirrored must hold two words each, found " + pair);
            }
        }
    }

    /** English, the table that comes with the program. */
    public static ReportLanguage english() {
        try (InputStream in = ReportLanguage.class.getResourceAsStream("english.json")) {
            if (in == null) {
                throw new IllegalStateException("english.json is missing from the program; install it again");
            }
            return mapper().readValue(in, ReportLanguage.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads the table of another language, in the form of {@code english.json}.
     *
     * @throws IOException if the file cannot be read or is no such table
     */
    public static ReportLanguage read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return mapper().readValue(in, ReportLanguage.class);
        }
    }

    private static JsonMapper mapper() {
        return JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES).build();
    }
}
