package org.refers.training.evaluate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.refers.model.text.ReportLanguages;
import org.refers.model.workspace.RadiographEntry;
import org.refers.model.workspace.StudyEntry;
import org.refers.training.compute.ComputeEngine;
import org.refers.training.data.PictureInput;
import org.refers.training.data.PictureSet;
import org.refers.training.explain.ReportGenerator;
import org.refers.training.explain.ViewOrder;
import org.refers.training.explain.WrittenReport;
import org.refers.training.metric.ReportMetrics;
import org.refers.training.metric.ReportScores;
import org.refers.training.predict.LoadedPretraining;
import org.refers.training.predict.ModelException;
import org.refers.training.predict.ModelLoader;

/**
 * Reports that a pre-trained model writes for the studies of one side, beside the radiologists' own.
 *
 * @param pairs one a study that has a report and a readable radiograph
 * @param scores how the two sides of the pairs compare
 */
public record ReportEvaluation(List<Pair> pairs, ReportScores scores) {

    /**
     * One study's two reports.
     *
     * @param studyId pseudonymous key
     * @param generated what the model wrote
     * @param reference what the radiologist wrote
     */
    public record Pair(String studyId, String generated, String reference) {
    }

    /** How reports are written: width of the beam search, and at most how many studies are taken, from the first. */
    public record Search(int beam, int studies) {
    }

    /** Creates an evaluation; the list is copied. */
    public ReportEvaluation {
        pairs = List.copyOf(pairs);
    }

    /**
     * Lets a model write.
     *
     * @param model run folder of a pre-training
     * @param notice receives sentences the user should know
     */
    public static ReportEvaluation of(Path model, SideData side, Search search, ComputeEngine engine,
            Consumer<String> notice) throws EvaluationException {
        ReportLanguages languages = languages(side);
        try (LoadedPretraining loaded = new ModelLoader(engine, notice).pretraining(model)) {
            List<StudyEntry> studies = side.studies().stream()
                    .filter(study -> study.report().isPresent() && !study.radiographs().isEmpty())
                    .limit(search.studies()).toList();
            List<RadiographEntry> radiographs = studies.stream().flatMap(study -> study.radiographs().stream())
                    .toList();
            try (PictureSet pictures = side.pictures(radiographs, loaded.preprocessing().pictureSize())) {
                return write(loaded, studies, pictures, search, languages);
            }
        } catch (ModelException unusable) {
            throw new EvaluationException(unusable.sentence(), unusable);
        }
    }

    private static ReportLanguages languages(SideData side) throws EvaluationException {
        try {
            return ReportLanguages.of(side.workspace().folder());
        } catch (IOException unreadable) {
            throw new EvaluationException(String.valueOf(unreadable.getMessage()), unreadable);
        }
    }

    private static ReportEvaluation write(LoadedPretraining model, List<StudyEntry> studies, PictureSet pictures,
            Search search, ReportLanguages languages) throws EvaluationException {
        List<StudyEntry> readable = studies.stream().filter(study -> !views(study, pictures).isEmpty()).toList();
        if (readable.isEmpty()) {
            throw new EvaluationException("No study of this side has a report and a readable radiograph.");
        }
        return score(readable, write(model, readable, pictures, search.beam()), languages);
    }

    private static List<WrittenReport> write(LoadedPretraining model, List<StudyEntry> studies, PictureSet pictures,
            int beam) {
        int wanted = model.network().config().study().views();
        PictureInput input = model.pictureInput();
        List<ReportGenerator.Study> inputs = studies.stream()
                .map(study -> input(views(study, pictures), pictures, input, wanted)).toList();
        return new ReportGenerator(model.network(), model.tokenizer()).write(inputs, beam);
    }

    private static List<RadiographEntry> views(StudyEntry study, PictureSet pictures) {
        return study.radiographs().stream()
                .filter(radiograph -> radiograph.isProjection() && pictures.has(radiograph.id())).toList();
    }

    private static ReportGenerator.Study input(List<RadiographEntry> radiographs, PictureSet pictures,
            PictureInput input, int wanted) {
        List<Integer> views = ViewOrder.choose(radiographs.stream().map(RadiographEntry::view).toList(), wanted);
        List<Integer> distinct = views.stream().distinct().toList();
        List<float[]> pixels = distinct.stream()
                .map(view -> input.evaluationInput(List.of(pictures.get(radiographs.get(view).id())))).toList();
        return new ReportGenerator.Study(pixels, views.stream().map(distinct::indexOf).toList());
    }

    private static ReportEvaluation score(List<StudyEntry> studies, List<WrittenReport> written,
            ReportLanguages languages) {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < studies.size(); i++) {
            String reference = studies.get(i).report().orElseThrow().text();
            pairs.add(new Pair(studies.get(i).id(), written.get(i).text(), reference));
        }
        ReportScores scores = new ReportMetrics(languages).score(
                pairs.stream().map(Pair::generated).toList(), pairs.stream().map(Pair::reference).toList());
        return new ReportEvaluation(pairs, scores);
    }
}
