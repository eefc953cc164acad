package org.refers.training.run;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.refers.model.explain.ActivationMapper;
import org.refers.model.explain.ExplanationSettings;
import org.refers.model.finding.MapKind;
import org.refers.model.network.FindingClassifier;
import org.refers.training.explain.BoxedRadiograph;
import org.refers.training.explain.LocalisationStudy;

/**
 * How a fine-tuning chooses and cuts its maps on the validation boxes.
 *
 * @param kinds maps to try; none leaves the class activation map, uncut
 * @param findings the task's findings, in the classifier's order
 * @param decisive findings whose boxes choose the map
 */
record MapChoice(List<MapKind> kinds, List<String> findings, List<String> decisive) {

    /**
     * What a recipe asks for.
     *
     * @throws TrainingException if it names a finding that the task has not
     */
    static MapChoice of(Recipe recipe, List<String> findings) throws TrainingException {
        List<MapKind> kinds = switch (recipe.text(RecipeKey.EXPLAIN_MAPS)) {
            case "none" -> List.of();
            case "quick" -> List.of(MapKind.CAM, MapKind.GRADIENT, MapKind.GRADCAM, MapKind.ROLLOUT);
            default -> List.of(MapKind.values());
        };
        return new MapChoice(kinds, findings,
                FindingTasks.decisive(recipe.text(RecipeKey.EXPLAIN_FINDINGS), findings));
    }

    /** Whether boxes are needed at all. */
    boolean asksForBoxes() {
        return !kinds.isEmpty();
    }

    /** Tries the maps on boxed radiographs; the classifier's weights do not learn any more. */
    ExplanationSettings tune(FindingClassifier classifier, List<BoxedRadiograph> validation,
            Map<String, Double> operatingPoints) {
        classifier.parameters().freeze(name -> true);
        return new LocalisationStudy(new ActivationMapper(classifier), findings).tune(validation, operatingPoints,
                kinds, decisive);
    }

    /** The choice in a sentence. */
    String inWords(ExplanationSettings settings) {
        String names = String.join(", ", asksForBoxes() ? decisive : findings);
        return settings.decidedIou().isPresent()
                ? "%s is the map shown by default: its mean IoU with the validation boxes of %s is the greatest, %s."
                        .formatted(settings.chosen().title(), String.join(", ", settings.decidedBy()),
                                String.format(Locale.ROOT, "%.3f", settings.decidedIou().getAsDouble()))
                : "%s is the map shown by default, since none was measured on validation boxes of %s."
                        .formatted(settings.chosen().title(), names);
    }
}
