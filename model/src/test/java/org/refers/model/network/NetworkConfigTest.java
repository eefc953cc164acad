package org.refers.model.network;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class NetworkConfigTest {

    @Test
    void everyPresetAndSizeSurvivesItsJson() throws JsonProcessingException {
        for (Preset preset : Preset.values()) {
            for (Size size : Size.values()) {
                NetworkConfig config = NetworkConfig.of(preset, size, 500, 700);
                String json = config.toJson().toString();
                assertEquals(config, NetworkConfig.fromJson(new ObjectMapper().readTree(json)));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"position, add", "aggregation, none", "view_feature, token", "fusion, shared_gate",
        "study_vector, token", "classifier_input, token", "text_to_image_gradient, false", "patch_keep, 0.25",
        "contrast_weight, 0.0", "language_weight, 0.0", "report.layers, 3", "dropout.text, 0.2",
        "activations.radiograph_transformer, gelu", "pixels.standardize, false", "num_classes, 14"})
    void everyDifferenceIsAKey(String key, String value) {
        NetworkConfig base = NetworkConfig.of(Preset.PAPER, Size.TINY, 100, 100);
        NetworkConfig changed = base.with(key, value);
        String path = "/" + key.replace('.', '/');
        assertEquals(value, changed.toJson().at(path).asText());
        assertEquals(base, changed.with(key, base.toJson().at(path).asText()));
    }

    @ParameterizedTest
    @CsvSource({"agregation, none, aggregation", "report.widht, 3, width", "dropout.txt, 0.1, text"})
    void aMisspeltKeyNamesTheNearest(String key, String value, String nearest) {
        NetworkConfig base = NetworkConfig.of(Preset.PAPER, Size.TINY, 100, 100);
        String message = assertThrows(IllegalArgumentException.class, () -> base.with(key, value)).getMessage();
        assertEquals("did you mean " + nearest + "?", message.substring(message.indexOf("did you")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"{\"agregation\":\"none\"}; aggregation",
        "{\"report\":{\"with\":1}}; report.width",
        "{\"format\":2}; format 1", "{\"patch_size\":5}; does not divide", "{\"fusion\":\"best\"}; softmax_mlp",
        "{\"views\":0}; views", "{\"temperature\":-1}; temperature", "{\"width\":true}; whole number",
        "{\"bert\":{\"hidden_act\":\"relu\"},\"activations\":{\"bert\":\"gelu\"}}; contradicts"})
    void brokenConfigurationsAreRefusedByName(String json, String named) throws JsonProcessingException {
        var tree = new ObjectMapper().readTree(json);
        String message = assertThrows(IllegalArgumentException.class, () -> NetworkConfig.fromJson(tree)).getMessage();
        assertEquals(List.of(named), message.contains(named) ? List.of(named) : List.of(message));
    }

    /** Counted by hand from the shapes of ViT-B/16, BERT-base and a 1 x 1024 decoder over 10,000 tokens. */
    @ParameterizedTest
    @CsvSource({"PAPER, 86978304, 7084035, 3543552, 28725008, 108310272, 234641171",
        "RELEASED, 85798656, 6915, 1771776, 27938576, 108310272, 223826195"})
    void theBaseSizeHasThePublishedNumberOfParameters(Preset preset, long radiograph, long fusion, long projection,
            long report, long text, long all) {
        var layout = ParameterLayout.pretraining(NetworkConfig.of(preset, Size.BASE, 10_000, 28_996));
        assertEquals(radiograph, ParameterLayout.count(layout, ParameterLayout.RADIOGRAPH));
        assertEquals(fusion, ParameterLayout.count(layout, ParameterLayout.FUSION));
        assertEquals(projection, ParameterLayout.count(layout, ParameterLayout.TEXT_PROJECTION));
        assertEquals(report, ParameterLayout.count(layout, ParameterLayout.REPORT));
        assertEquals(text, ParameterLayout.count(layout, ParameterLayout.TEXT));
        assertEquals(all, ParameterLayout.count(layout, ""));
    }
}
