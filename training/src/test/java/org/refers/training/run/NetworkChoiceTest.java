package org.refers.training.run;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.refers.model.network.NetworkConfig;
import org.refers.model.network.Preset;
import org.refers.model.network.Size;
import org.refers.training.run.Recipe.Purpose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class NetworkChoiceTest {

    private final Recipe recipe = new RecipeFiles().find("paper", Purpose.PRETRAIN);

    /** Every difference of the presets can be set alone, so that an ablation is a recipe. */
    @ParameterizedTest
    @CsvSource({"position=add, position, add", "activation=gelu, activations/radiograph_transformer, gelu",
        "aggregation=none, aggregation, none", "view_feature=token, view_feature, token",
        "fusion=none, fusion, none", "study_views=1, views, 1", "study_vector=token, study_vector, token",
        "classifier_input=token, classifier_input, token"})
    void aRecipeSetsTheField(String assignment, String field, String value) {
        NetworkConfig preset = NetworkConfig.of(Preset.PAPER, Size.TINY, 50, 50);
        assertEquals(preset, NetworkChoice.withStructure(preset, recipe));
        NetworkConfig changed = NetworkChoice.withStructure(preset, recipe.withAssignment(assignment));
        assertEquals(value, changed.toJson().at("/" + field).asText());
    }

    @Test
    void anUnknownChoiceIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> recipe.withAssignment("fusion=best"));
    }
}
