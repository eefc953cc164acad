package org.refers.training.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.refers.model.network.NetworkConfig;
import org.refers.model.network.Preset;
import org.refers.model.network.Size;
import org.refers.training.run.NetworkOrigins.Decided;
import org.refers.training.run.Recipe.Purpose;
import org.refers.training.run.RunRecord.Identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What decided a field is what the field changes with. */
class NetworkOriginsTest {

    private static final Map<String, String> CHOICES = Map.of("preset", "default", "size", "command");

    private final Recipe pretraining = new RecipeFiles().find("paper", Purpose.PRETRAIN);
    private final Recipe finetuning = new RecipeFiles().find("paper", Purpose.FINETUNE);

    private static Identity identity(String kind, Architecture architecture, Recipe recipe, String init) {
        return new Identity(kind, architecture, Map.of("init", init), CHOICES, recipe);
    }

    private static NetworkConfig network(Architecture architecture, Recipe recipe) {
        return NetworkChoice.pretraining(architecture, recipe, 500, 600);
    }

    private static Map<String, Decided> deciders(Architecture architecture, Recipe recipe) {
        return NetworkOrigins.of(network(architecture, recipe), identity("pretrain", architecture, recipe, "random"),
                Map.of());
    }

    private static Map<String, String> fields(NetworkConfig network) {
        Map<String, String> leaves = new LinkedHashMap<>();
        addLeaves("", network.toJson(), leaves);
        return leaves;
    }

    private static void addLeaves(String path, JsonNode node, Map<String, String> leaves) {
        if (node.isObject()) {
            node.properties().forEach(child -> addLeaves(path + "." + child.getKey(), child.getValue(), leaves));
        } else {
            leaves.put(path.substring(1), node.toString());
        }
    }

    private static Set<String> differing(NetworkConfig one, NetworkConfig other) {
        Map<String, String> before = fields(one);
        Map<String, String> after = fields(other);
        assertEquals(before.keySet(), after.keySet());
        return before.keySet().stream().filter(field -> !before.get(field).equals(after.get(field)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> decidedBy(Map<String, Decided> deciders, String by) {
        return deciders.entrySet().stream().filter(entry -> entry.getValue().by().equals(by)).map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"position=add", "activation=gelu", "aggregation=none", "view_feature=token", "fusion=none",
        "study_views=2", "study_vector=token", "classifier_input=token", "dropout=0.3", "token_dropping=0.25",
        "standardise=imagenet", "mean_image=false", "temperature=0.2", "contrast_weight=2", "language_weight=3",
        "max_report_tokens=200"})
    void aFieldChangesWithTheKeyThatDecidedIt(String assignment) {
        Architecture tiny = new Architecture(Preset.PAPER, Size.TINY);
        Recipe changed = pretraining.withAssignment(assignment);
        String key = assignment.substring(0, assignment.indexOf('='));
        Map<String, Decided> deciders = deciders(tiny, changed);
        Set<String> moved = differing(network(tiny, pretraining), network(tiny, changed));
        assertFalse(moved.isEmpty());
        assertEquals(moved, decidedBy(deciders, key));
        moved.forEach(field -> assertEquals("command", deciders.get(field).origin(), field));
    }

    @Test
    void bothDirectionsOfTheContrastAreOneKeys() {
        Recipe changed = pretraining.withAssignment("text_to_image=0.5");
        assertEquals(Set.of("contrast_image_to_text_weight", "contrast_text_to_image_weight", "text_to_image_gradient"),
                decidedBy(deciders(new Architecture(Preset.RELEASED, Size.TINY), changed), "text_to_image"));
    }

    @Test
    void theRestIsThePresetsOrTheSizes() {
        for (Size size : Size.values()) {
            Architecture paper = new Architecture(Preset.PAPER, size);
            Architecture released = new Architecture(Preset.RELEASED, size);
            Map<String, Decided> deciders = deciders(paper, pretraining);
            assertEquals(fields(network(paper, pretraining)).keySet(), deciders.keySet(), "every field has a decider");
            Set<String> byPreset = decidedBy(deciders, "preset");
            assertTrue(byPreset.containsAll(differing(network(paper, pretraining), network(released, pretraining))),
                    byPreset::toString);
            for (Size other : Size.values()) {
                Set<String> moved = differing(network(paper, pretraining),
                        network(new Architecture(Preset.PAPER, other), pretraining));
                assertTrue(decidedBy(deciders, "size").containsAll(moved), moved::toString);
            }
            assertEquals(new Decided("default", "preset"), deciders.get("fusion"));
            assertEquals(new Decided("command", "size"), deciders.get("width"));
        }
    }

    @Test
    void aModelBringsWhatFineTuningDoesNotSet() {
        Architecture tiny = new Architecture(Preset.PAPER, Size.TINY);
        NetworkConfig network = NetworkChoice.classification(tiny, finetuning, 9);
        Map<String, Decided> findings = Map.of("num_classes", new Decided("derived", "findings"));
        Map<String, Decided> ofModel = NetworkOrigins.of(network, identity("finetune", tiny, finetuning, "model"),
                findings);
        assertEquals(Set.of("dropout.radiograph", "dropout.report", "dropout.text"), decidedBy(ofModel, "dropout"));
        assertEquals(Set.of("num_classes"), decidedBy(ofModel, "findings"));
        assertTrue(decidedBy(ofModel, "init").containsAll(Set.of("width", "fusion", "temperature", "report.width")));
        Map<String, Decided> fresh = NetworkOrigins.of(network, identity("finetune", tiny, finetuning, "random"),
                findings);
        assertEquals(Set.of(), decidedBy(fresh, "init"));
        assertEquals("size", fresh.get("width").by());
        assertEquals("preset", fresh.get("temperature").by());
    }

    /** Runs from before choices were recorded go on, and do not say what nobody knows. */
    @Test
    void anUnknownChoiceIsToldAsSuch() {
        Architecture tiny = new Architecture(Preset.PAPER, Size.TINY);
        Identity old = new Identity("pretrain", tiny, Map.of("init", "random"), Map.of(), pretraining);
        assertEquals(new Decided("unknown", "size"), NetworkOrigins.of(network(tiny, pretraining), old, Map.of())
                .get("width"));
    }
}
