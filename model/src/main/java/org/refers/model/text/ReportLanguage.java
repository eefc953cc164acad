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
 * code. All entries are lower-case; negations, hedges, statements and finding words are regular expressions that are
 * matched as whole words.
 *
 * @param version version of the table's form, 1
 * @param language ISO 639-1 code
 * @param findingsHeaders headers of the section that says what was seen
 * @param impressionHeaders headers of the section that says what it means
 * @param otherHeaders headers of sections that are not read
 * @param sidePairs pairs of words that change places when a picture is mirrored
 * @param leftWords words that place a finding on the patient's left
 * @param rightWords words that place a finding on the patient's right
 * @param bothWords words that place a finding on both sides
 * @param pseudoNegations phrases that look like a negation and are none, such as "no change in"
 * @param negationsBefore cues that deny what follows them in the clause
 * @param negationsAfter cues that deny what stands before them in the clause
 * @param hedgesBefore cues that leave open what follows them
 * @param hedgesAfter cues that leave open what stands before them
 * @param scopeEnds words at which the reach of a cue ends
 * @param listCuts words and marks between two findings of one clause; a side before the cut belongs to the first
 * @param normalStatements statements that nothing is wrong
 * @param findings how each finding is named
 */
public record ReportLanguage(int version, String language, List<String> findingsHeaders,
        List<String> impressionHeaders, List<String> otherHeaders, List<List<String>> sidePairs,
        List<String> leftWords, List<String> rightWords, List<String> bothWords, List<String> pseudoNegations,
        List<String> negationsBefore, List<String> negationsAfter, List<String> hedgesBefore,
        List<String> hedgesAfter, List<String> scopeEnds, List<String> listCuts, List<String> normalStatements,
        List<FindingWords> findings) {

    private static final int VERSION = 1;

    /** Creates a table; a version this program does not know is refused. */
    public ReportLanguage {
        if (version != VERSION) {
            throw new IllegalArgumentException(
                    "report word table has version " + version + ", this program reads version " + VERSION);
        }
        for (List<String> pair : sidePairs) {
            if (pair.size() != 2) {
                throw new IllegalArgumentException("sidePairs must hold two words each, found " + pair);
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
