package org.refers.model.dicom.deidentify;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.refers.model.store.AtomicFiles;

/**
 * {@code deidentification.json} in the output folder: what was done to each file, without a word of the originals.
 *
 * @param format version of this file
 * @param tool program that wrote it
 * @param profile profile and edition of its table
 * @param options codes of CID 7050 that hold for all files
 * @param key fingerprint of the key
 * @param files what became of the DICOM files
 * @param reports what became of the texts
 * @param rejected how many files were left out; their names are the originals' and so stand nowhere
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record DeidentificationRecord(int format, String tool, String profile, List<Option> options, String key,
        List<FileEntry> files, List<ReportEntry> reports, int rejected) {

    static final String NAME = "deidentification.json";
    static final int FORMAT = 1;

    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    /** A code of CID 7050. */
    record Option(String code, String meaning) {

        static Option of(DeidentificationOption option) {
            return new Option(option.code(), option.meaning());
        }
    }

    /**
     * A DICOM file.
     *
     * @param file path below the output folder
     * @param source tells the original again to those who have the key
     * @param pixels what is known of its pixels
     * @param actions what was done to its attributes
     */
    record FileEntry(String file, String source, String pixels, ActionCounts.Totals actions) {
    }

    /**
     * A report text.
     *
     * @param file path below the output folder
     * @param source tells the original again to those who have the key
     * @param replaced places that were changed
     * @param review whether a person still has to read it; always, since no program can vouch for free text
     */
    record ReportEntry(String file, String source, int replaced, boolean review) {
    }

    void write(Path out) throws IOException {
        AtomicFiles.writeString(out.resolve(NAME), JSON.writeValueAsString(this) + "\n");
    }

    static DeidentificationRecord read(Path out) throws IOException, DeidentificationException {
        try {
            DeidentificationRecord read = JSON.readValue(Files.readString(out.resolve(NAME)),
                    DeidentificationRecord.class);
            if (read.format != FORMAT || read.files == null || read.reports == null) {
                throw new DeidentificationException("the record " + NAME + " in " + out + " is of format " + read.format
                        + ", and this program knows format " + FORMAT + "; choose another output folder");
            }
            return read;
        } catch (JsonProcessingException damaged) {
            throw new DeidentificationException(
                    "the record " + NAME + " in " + out + " is damaged; choose another output folder", damaged);
        }
    }
}
