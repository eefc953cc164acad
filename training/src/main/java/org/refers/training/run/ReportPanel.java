package org.refers.training.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.refers.model.network.RefersNetwork;
import org.refers.model.text.ReportTokenizer;
import org.refers.model.workspace.StudyIndex;
import org.refers.training.data.Seeds;
import org.refers.training.data.StudyDataset;
import org.refers.training.data.StudySamples;
import org.refers.training.data.ViewSampler;
import org.refers.training.explain.ReportGenerator;
import org.refers.training.explain.WrittenReport;
import org.refers.training.panel.PanelStudy;
import org.refers.training.run.StudyPanel.Look;

/**
 * The panel of a pre-training: the reports it writes of some validation studies.
 *
 * @param network that learns
 * @param tokenizer of its reports
 * @param studies the studies as the network reads them, made once, so that a picture that is lost later harms no look
 * @param keys for each study its key, and behind it those of its radiographs
 */
record ReportPanel(RefersNetwork network, ReportTokenizer tokenizer, List<ReportGenerator.Study> studies,
        List<List<String>> keys) {

    /** Greedy: a look costs a fifth of that with the five beams that reports are written with later. */
    private static final int BEAM = 1;

    /**
     * The panel that a recipe asks for; none without validation studies.
     *
     * @param validation the validation side
     * @param index its studies
     */
    static Optional<Look> of(RefersNetwork network, ReportTokenizer tokenizer, StudyDataset validation,
            StudyIndex index, Recipe recipe) {
        int views = network.config().study().views();
        List<ReportGenerator.Study> studies = new ArrayList<>();
        List<List<String>> keys = new ArrayList<>();
        for (int study : choose(index.size(), recipe)) {
            studies.add(read(validation.evaluation(study, study + 1, views)));
            keys.add(keys(index, study, views));
        }
        ReportPanel panel = new ReportPanel(network, tokenizer, studies, keys);
        return studies.isEmpty() ? Optional.empty() : Optional.of(new Look(studies.size(), panel::now));
    }

    /** Which studies: by the seed, the same ones in each start of the run, and of a larger panel the first. */
    static int[] choose(int size, Recipe recipe) {
        int wanted = Math.min(size, recipe.count(RecipeKey.PANEL_STUDIES));
        return wanted == 0
                ? new int[0]
                : Seeds.random(recipe.whole(RecipeKey.SEED), "panel", 0).ints(0, size).distinct().limit(wanted)
                        .toArray();
    }

    private static ReportGenerator.Study read(StudySamples samples) {
        float[] values = samples.pictures().values();
        int each = values.length / samples.images();
        List<float[]> inputs = IntStream.range(0, samples.images())
                .mapToObj(image -> Arrays.copyOfRange(values, image * each, (image + 1) * each)).toList();
        return new ReportGenerator.Study(inputs, Arrays.stream(samples.views()).mapToInt(Math::toIntExact).boxed()
                .toList());
    }

    private static List<String> keys(StudyIndex index, int study, int views) {
        List<String> keys = new ArrayList<>(List.of(index.id(study)));
        int first = index.first(study);
        Arrays.stream(ViewSampler.first(index.first(study + 1) - first, views)).distinct()
                .forEach(view -> keys.add(index.radiographId(first + view)));
        return keys;
    }

    private List<PanelStudy> now() {
        List<WrittenReport> reports = new ReportGenerator(network, tokenizer).write(studies, BEAM);
        List<PanelStudy> seen = new ArrayList<>();
        for (int i = 0; i < reports.size(); i++) {
            WrittenReport report = reports.get(i);
            seen.add(new PanelStudy.Written(keys.get(i).getFirst(), keys.get(i).subList(1, keys.get(i).size()),
                    report.text(), report.tokens().size(), report.logProbability()));
        }
        return seen;
    }
}
