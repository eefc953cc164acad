package org.refers.model.workspace.importer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who is on the pictures of RSNA's challenge. They are NIH's, of whose patients many have several, and the challenge numbers
 * pictures alone; {@code pneumonia-challenge-dataset-mappings_2018.json}, which RSNA publishes beside it, names NIH's picture.
 */
final class ChallengePatients {

    private static final String TABLE = "pneumonia-challenge-dataset-mappings_2018.json";

    private final Map<String, String> patients = new HashMap<>();

    /** Those of no table: each picture is a patient of its own. */
    static ChallengePatients none() {
        return new ChallengePatients();
    }

    static ChallengePatients read(ImportSession session, SourceFolder folder) {
        ChallengePatients read = new ChallengePatients();
        Optional<Path> table = folder.named(TABLE).stream().findFirst();
        if (table.isEmpty()) {
            session.note(
                    "RSNA's tables tell no patients, so each picture counts as one; but its pictures are NIH's, which has"
                            + " several of many patients. Put " + TABLE
                            + ", which RSNA publishes, into the folder, so that no"
                            + " patient comes to two sides of the split.");
            return read;
        }
        try {
            for (JsonNode picture : new ObjectMapper().readTree(TextFiles.table(table.get()))) {
                // 00000001_000.png is the first picture of patient 1.
                String[] name = picture.path("img_id").asText().split("_", 2);
                if (name.length == 2) {
                    read.patients.put(picture.path("subset_img_id").asText(), "NIH " + name[0]);
                }
            }
        } catch (JsonProcessingException e) {
            session.reject(table.get(), "is no JSON; each picture counts as a patient");
        } catch (IOException e) {
            session.reject(table.get(), e.getMessage() + "; each picture counts as a patient");
        }
        return read;
    }

    /** The patient of a picture; the picture's own number where nothing is known. */
    String of(String picture) {
        return patients.getOrDefault(picture, picture);
    }
}
