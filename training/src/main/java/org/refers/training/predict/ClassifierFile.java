package org.refers.training.predict;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.refers.model.network.ModelFile;
import org.refers.model.network.NetworkConfig;
import org.refers.model.store.Safetensors;

/**
 * What a fine-tuned classifier's file says of itself, besides its weights.
 *
 * @param config its network
 * @param findings what it scores, K, in the order of its outputs
 * @param preprocessing how radiographs become its input
 */
public record ClassifierFile(NetworkConfig config, List<String> findings, Preprocessing preprocessing) {

    /** Metadata key of the findings of a classifier's file, a JSON list in the order of its outputs. */
    public static final String FINDINGS_KEY = "refers.findings";

    /** Creates the description; the list is copied. */
    public ClassifierFile {
        findings = List.copyOf(findings);
    }

    /**
     * Reads the description.
     *
     * @param model as the user named it, for sentences
     * @throws ModelException if the file is no classifier's
     * @throws IOException with a clause, if its configuration or preprocessing is not understood
     */
    public static ClassifierFile read(Safetensors file, Path model) throws ModelException, IOException {
        List<String> findings = findings(file, model);
        NetworkConfig config = ModelFile.config(file);
        if (findings.size() != config.classifier().classes()) {
            throw new ModelException("The model " + model + " is damaged: it names " + findings.size()
                    + " findings and has " + config.classifier().classes() + " outputs.");
        }
        return new ClassifierFile(config, findings, ModelLoader.preprocessing(file, config));
    }

    private static List<String> findings(Safetensors file, Path model) throws ModelException {
        String json = file.metadata().get(FINDINGS_KEY);
        if (json == null) {
            throw new ModelException(model + " scores no findings; fine-tune it first (Training in the window, or"
                    + " refers finetune --init with it).");
        }
        try {
            List<String> findings = new ObjectMapper().readValue(json, new TypeReference<List<String>>() {
            });
            if (findings == null || findings.stream().anyMatch(Objects::isNull)) {
                throw new ModelException("The model " + model + " is damaged: its list of findings has gaps.");
            }
            return findings;
        } catch (JsonProcessingException broken) {
            throw new ModelException("The model " + model + " is damaged: its list of findings cannot be read.",
                    broken);
        }
    }
}
