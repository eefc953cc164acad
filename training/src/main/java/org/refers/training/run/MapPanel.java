package org.refers.training.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.refers.model.explain.ActivationMapper;
import org.refers.model.finding.ActivationMap;
import org.refers.model.finding.FindingLabel;
import org.refers.model.finding.InputGeometry;
import org.refers.model.finding.MapKind;
import org.refers.model.finding.ReaderBox;
import org.refers.model.network.FindingClassifier;
import org.refers.model.workspace.RadiographEntry;
import org.refers.model.workspace.Split;
import org.refers.model.workspace.Workspace;
import org.refers.model.workspace.WorkspaceException;
import org.refers.training.data.FindingDataset;
import org.refers.training.data.LabelledRadiograph;
import org.refers.training.data.Seeds;
import org.refers.training.explain.BoxedRadiograph;
import org.refers.training.panel.PanelStudy;
import org.refers.training.predict.Preprocessing;
import org.refers.training.run.StudyPanel.Look;

/**
 * The panel of a fine-tuning: where the classifier sees a finding in some validation radiographs. The map is the class
 * activation map: one pass for all, and in the paper preset it is the logit itself, spread out.
 *
 * @param classifier that learns
 * @param findings names, in the classifier's order
 * @param radiographs the radiographs as the classifier reads them
 */
record MapPanel(FindingClassifier classifier, List<String> findings, List<Shown> radiographs) {

    /**
     * A radiograph of the panel with the finding that is looked for.
     *
     * @param input the network's input, made once
     * @param geometry where it lies in the radiograph
     */
    record Shown(Pick pick, float[] input, InputGeometry geometry, int rows, int columns) {
    }

    /**
     * A choice.
     *
     * @param item index in the validation side
     * @param radiograph the radiograph
     * @param finding index of the finding whose map is shown
     */
    record Pick(int item, LabelledRadiograph radiograph, int finding) {
    }

    /** The panel that a recipe asks for; none without validation radiographs. */
    static Optional<Look> of(FindingClassifier classifier, List<String> findings, FindingDataset validation,
            Preprocessing preprocessing, Workspace workspace, Recipe recipe) throws WorkspaceException {
        int wanted = recipe.count(RecipeKey.PANEL_STUDIES);
        if (wanted == 0 || validation.size() == 0) {
            return Optional.empty();
        }
        Map<String, RadiographEntry> boxed = workspace.boxedRadiographs(Split.VALIDATION).stream()
                .collect(Collectors.toMap(RadiographEntry::id, Function.identity(), (one, same) -> one));
        List<Shown> shown = new ArrayList<>();
        for (Pick pick : choose(validation.radiographs(), findings, boxed, recipe)) {
            Optional<RadiographEntry> entry = workspace.radiograph(pick.radiograph.id());
            if (entry.isPresent() && entry.get().rows() > 0 && entry.get().columns() > 0) {
                int rows = entry.get().rows();
                int columns = entry.get().columns();
                shown.add(new Shown(pick, validation.evaluation(pick.item, pick.item + 1).pixels(),
                        preprocessing.geometry(rows, columns, classifier.config().radiograph().imageSize()), rows,
                        columns));
            }
        }
        MapPanel panel = new MapPanel(classifier, findings, shown);
        return shown.isEmpty() ? Optional.empty() : Optional.of(new Look(shown.size(), panel::now));
    }

    /**
     * Which radiographs: those that a reader boxed, then those with a finding, then others; among equals one of a finding that
     * was chosen less often, then by the seed. No two are of one patient. A larger panel begins with the smaller one.
     */
    static List<Pick> choose(List<LabelledRadiograph> side, List<String> findings,
            Map<String, RadiographEntry> boxed, Recipe recipe) {
        List<Candidate> candidates = candidates(side, findings, boxed, recipe.whole(RecipeKey.SEED));
        Map<Integer, Integer> uses = new HashMap<>();
        Set<String> patients = new HashSet<>();
        List<Pick> chosen = new ArrayList<>();
        for (int i = 0; i < recipe.count(RecipeKey.PANEL_STUDIES); i++) {
            Optional<Candidate> best = candidates.stream()
                    .filter(one -> !patients.contains(one.pick.radiograph.patientId()))
                    .min(Comparator.comparingInt(Candidate::rank)
                            .thenComparingInt(one -> uses.getOrDefault(one.pick.finding, 0))
                            .thenComparingInt(Candidate::place));
            if (best.isEmpty()) {
                break;
            }
            Pick pick = best.get().pick;
            chosen.add(pick);
            patients.add(pick.radiograph.patientId());
            uses.merge(pick.finding, 1, Integer::sum);
        }
        return chosen;
    }

    /**
     * A radiograph with one of its findings.
     *
     * @param rank 0 boxed, 1 present, 2 neither
     * @param place by the seed
     */
    private record Candidate(Pick pick, int rank, int place) {
    }

    private static List<Candidate> candidates(List<LabelledRadiograph> side, List<String> findings,
            Map<String, RadiographEntry> boxed, long seed) {
        SplittableRandom random = Seeds.random(seed, "panel", 0);
        List<Candidate> candidates = new ArrayList<>();
        for (int item = 0; item < side.size(); item++) {
            LabelledRadiograph radiograph = side.get(item);
            int place = random.nextInt(Integer.MAX_VALUE);
            RadiographEntry entry = boxed.get(radiograph.id());
            Set<String> inBoxes = entry == null
                    ? Set.of()
                    : BoxedRadiograph.boxesOf(entry).stream().map(ReaderBox::finding).collect(Collectors.toSet());
            boolean any = false;
            for (int finding = 0; finding < findings.size(); finding++) {
                boolean isBoxed = inBoxes.contains(findings.get(finding));
                if (isBoxed || radiograph.labels().get(finding) == FindingLabel.PRESENT) {
                    candidates.add(new Candidate(new Pick(item, radiograph, finding), isBoxed ? 0 : 1, place));
                    any = true;
                }
            }
            if (!any) {
                candidates.add(new Candidate(new Pick(item, radiograph, 0), 2, place));
            }
        }
        return candidates;
    }

    private List<PanelStudy> now() {
        List<float[]> inputs = radiographs.stream().map(Shown::input).toList();
        int[] looked = radiographs.stream().mapToInt(shown -> shown.pick.finding).toArray();
        ActivationMapper mapper = new ActivationMapper(classifier);
        List<float[]> maps = mapper.maps(MapKind.CAM, inputs, looked);
        List<float[]> probabilities = mapper.probabilities(inputs);
        List<PanelStudy> seen = new ArrayList<>();
        for (int i = 0; i < looked.length; i++) {
            Shown shown = radiographs.get(i);
            LabelledRadiograph radiograph = shown.pick.radiograph;
            ActivationMap map = new ActivationMap(findings.get(looked[i]), MapKind.CAM, mapper.grid(), maps.get(i),
                    shown.geometry, shown.rows, shown.columns);
            seen.add(new PanelStudy.Mapped(radiograph.studyId(), radiograph.id(), radiograph.labels().get(looked[i]),
                    probabilities.get(i)[looked[i]], map));
        }
        return seen;
    }
}
