package org.refers.training.evaluate;

import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.refers.model.explain.ActivationMapper;
import org.refers.model.explain.ExplanationSettings;
import org.refers.model.finding.MapKind;
import org.refers.model.workspace.RadiographEntry;
import org.refers.model.workspace.StudyEntry;
import org.refers.training.compute.ComputeEngine;
import org.refers.training.data.FindingDataset;
import org.refers.training.data.LabelledRadiograph;
import org.refers.training.data.PictureSet;
import org.refers.training.explain.BoxedRadiograph;
import org.refers.training.explain.LocalisationReport;
import org.refers.training.explain.LocalisationStudy;
import org.refers.training.predict.LoadedClassifier;
import org.refers.training.predict.ModelException;
import org.refers.training.predict.ModelLoader;

/**
 * Every kind of map of a fine-tuned model against the readers' boxes of one side, at the cuts and operating points that
 * validation gave.
 *
 * @param chosen the map that did best on validation
 * @param reports figures by kind of map
 */
public record LocalisationEvaluation(MapKind chosen, Map<MapKind, LocalisationReport> reports) {

    /** Creates an evaluation; the map is copied. */
    public LocalisationEvaluation {
        reports = new EnumMap<>(reports);
    }

    /** The figures of the chosen map. */
    public LocalisationReport ofChosen() {
        LocalisationReport report = reports.get(chosen);
        if (report == null) {
            throw new IllegalStateException("the chosen map " + chosen + " was not measured");
        }
        return report;
    }

    /**
     * Measures a model.
     *
     * @param model run folder of a fine-tuning that tuned its maps on validation
     * @param findings findings to measure, names as the model has them
     * @param notice receives sentences the user should know
     */
    public static LocalisationEvaluation of(Path model, SideData side, Collection<String> findings,
            ComputeEngine engine, Consumer<String> notice) throws EvaluationException {
        try (LoadedClassifier loaded = new ModelLoader(engine, notice).classifier(model)) {
            ExplanationSettings settings = loaded.settings().orElseThrow(() -> new EvaluationException(
                    "The model has no explanation.json; fine-tune it on a workspace with validation boxes."));
            loaded.classifier().parameters().freeze(name -> true);
            LocalisationStudy study = new LocalisationStudy(new ActivationMapper(loaded.classifier()),
                    loaded.findings());
            List<BoxedRadiograph> boxed = boxed(loaded, side);
            Map<MapKind, LocalisationReport> reports = new EnumMap<>(MapKind.class);
            for (MapKind kind : MapKind.values()) {
                reports.put(kind, study.measure(settings, boxed, kind, findings));
            }
            return new LocalisationEvaluation(settings.chosen(), reports);
        } catch (ModelException unusable) {
            throw new EvaluationException(unusable.sentence(), unusable);
        }
    }

    private static List<BoxedRadiograph> boxed(LoadedClassifier model, SideData side) throws EvaluationException {
        List<StudyEntry> studies = side.studies();
        List<RadiographEntry> boxed = studies.stream().flatMap(study -> study.radiographs().stream())
                .filter(radiograph -> !BoxedRadiograph.boxesOf(radiograph).isEmpty()).toList();
        Set<String> wanted = boxed.stream().map(RadiographEntry::id).collect(Collectors.toSet());
        try (PictureSet pictures = side.pictures(boxed, model.preprocessing().pictureSize())) {
            List<LabelledRadiograph> readable = LabelledRadiograph.of(studies, model.findings()).stream()
                    .filter(item -> wanted.contains(item.id()) && pictures.has(item.id())).toList();
            return BoxedRadiograph.of(new FindingDataset(readable, pictures, model.pictureInput()), boxed,
                    model.preprocessing(), model.inputSize());
        }
    }
}
