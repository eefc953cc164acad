package org.refers.app.study;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.refers.app.error.ErrorReporter;
import org.refers.app.study.ExplanationViewModel.Agreement;
import org.refers.app.task.BackgroundTasks;
import org.refers.app.task.BackgroundTasks.Lane;
import org.refers.app.task.Outcome;
import org.refers.model.finding.ActivationMap;
import org.refers.model.study.Radiograph;
import org.refers.model.workspace.RadiographEntry;
import org.refers.training.explain.Explanation;
import org.refers.training.explain.MapSanity;
import org.refers.viewer.overlay.ExplanationFigure;
import org.refers.viewer.overlay.FigureStrip;
import org.refers.viewer.overlay.TextMask;
import org.refers.viewer.text.Texts;

/** Saves the figure of the radiograph that is explained. Its words name no patient, study or file. */
public final class FigureViewModel {

    private final Texts texts;
    private final RadiographReads reads;
    private final ExplanationViewModel explanation;
    private final BackgroundTasks tasks;
    private final ErrorReporter errors;

    FigureViewModel(Texts texts, RadiographReads reads, ExplanationViewModel explanation, BackgroundTasks tasks,
            ErrorReporter errors) {
        this.texts = texts;
        this.reads = reads;
        this.explanation = explanation;
        this.tasks = tasks;
        this.errors = errors;
    }

    /**
     * What is drawn, as it stood when it was asked for.
     *
     * @param radiograph the radiograph
     * @param explanation what the model says of it
     * @param agreement boxes at the threshold
     * @param words lines above the figure
     * @param sanity what a sanity test found of the map, if one was made
     */
    record Order(RadiographEntry radiograph, Explanation explanation, Agreement agreement, List<String> words,
            Optional<MapSanity> sanity) {

        /** A name to save it under. */
        String fileName() {
            return "explanation-" + explanation.finding().replaceAll("[^A-Za-z0-9]+", "-").toLowerCase(Locale.ROOT)
                    + ".png";
        }

        /** Width of the words of a small picture in pixels. */
        int tileWidth() {
            return ExplanationFigure.tileWidth(explanation.surface().map().rows(),
                    explanation.surface().map().columns(), sanity.map(found -> found.steps().size() + 1).orElse(1));
        }

        /** Width of the words in pixels. */
        int wordsWidth() {
            return ExplanationFigure.wordsWidth(explanation.surface().map().rows(),
                    explanation.surface().map().columns());
        }
    }

    /** What would be drawn now of the radiograph that is read; empty while it is not explained. */
    Optional<Order> order(Optional<RadiographEntry> shown, Optional<MapSanity> sanity) {
        return explanation.explanationProperty().get().flatMap(found -> shown.map(radiograph -> {
            Agreement agreement = explanation.agreementProperty().get();
            return new Order(radiograph, found, agreement, words(found, agreement), sanity);
        }));
    }

    private List<String> words(Explanation found, Agreement agreement) {
        String finding = OverlayContent.capitalised(found.finding());
        double cut = explanation.thresholdProperty().get();
        String first = agreement.meanIou().isPresent()
                ? texts.format("figure.compared", finding, agreement.meanIou().getAsDouble(), cut)
                : texts.format(agreement.ious().isEmpty() ? "figure.unread" : "figure.unboxed", finding, cut);
        String second = texts.format("figure.model",
                explanation.modelProperty().get().map(ModelEntry::name).orElse(""),
                found.surface().map().kind().title());
        return List.of(first, second, texts.get("figure.use"));
    }

    /** The words of the sanity test's small pictures: the trained network's, then each step's. */
    List<List<String>> captions(MapSanity sanity) {
        SanityWords said = new SanityWords(texts);
        List<List<String>> captions = new ArrayList<>();
        captions.add(List.of(texts.get("figure.sanity.trained"), ""));
        sanity.steps().forEach(step -> captions
                .add(List.of(said.part(step), texts.format("figure.sanity.step", step.rank(), step.structure()))));
        return captions;
    }

    /** The words above them. */
    List<String> heading(MapSanity sanity) {
        return List.of(texts.format("figure.sanity", new SanityWords(texts).verdict(sanity)));
    }

    private static List<FigureStrip.Tile> tiles(ActivationMap map, MapSanity sanity, List<TextMask> captions) {
        List<float[]> values = new ArrayList<>(List.of(map.values()));
        sanity.steps().forEach(step -> values.add(step.map()));
        List<FigureStrip.Tile> tiles = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            ActivationMap one = new ActivationMap(map.finding(), map.kind(), map.grid(), values.get(i), map.geometry(),
                    map.rows(), map.columns());
            tiles.add(new FigureStrip.Tile(OverlayContent.patches(one), captions.get(i)));
        }
        return tiles;
    }

    /**
     * All words of a figure, set.
     *
     * @param above lines above it
     * @param heading lines above the sanity test's small pictures
     * @param captions lines below each of them; empty without a test
     */
    record Words(TextMask above, TextMask heading, List<TextMask> captions) {
    }

    /** Draws and saves the figure in the background. */
    void save(Order order, Words words, Path target) {
        Path file = target.toString().toLowerCase(Locale.ROOT).endsWith(".png")
                ? target
                : target.resolveSibling(target.getFileName() + ".png");
        tasks.run(Lane.FILES, progress -> {
            Radiograph pixels = reads.read(order.radiograph(), share -> true);
            new ExplanationFigure(pixels, OverlayContent.grid(order.explanation().surface()),
                    OverlayContent.boxes(order.agreement(), true, ""))
                    .paint(words.above(), order.sanity().map(sanity -> new FigureStrip(words.heading(),
                            tiles(order.explanation().surface().map(), sanity, words.captions()))))
                    .writePng(file);
            return true;
        }, Outcome.of(done -> errors.tell(texts.format("figure.saved", file.getFileName())),
                problem -> errors.report("doing.figure", problem)));
    }
}
