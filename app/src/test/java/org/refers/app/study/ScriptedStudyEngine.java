package org.refers.app.study;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.refers.model.finding.ActivationMap;
import org.refers.model.finding.Box;
import org.refers.model.finding.InputGeometry;
import org.refers.model.finding.LesionBox;
import org.refers.model.finding.MapKind;
import org.refers.model.workspace.RadiographEntry;
import org.refers.model.workspace.StudyEntry;
import org.refers.training.explain.AttendedReport;
import org.refers.training.explain.AttendedReport.Token;
import org.refers.training.explain.Explanation;
import org.refers.training.explain.ExplanationService.SanityWatch;
import org.refers.training.explain.MapSanity;
import org.refers.training.explain.NetworkInput;
import org.refers.training.explain.ReportAlternatives;
import org.refers.training.explain.ReportAlternatives.Seen;
import org.refers.viewer.report.FindingComparison;
import org.refers.viewer.report.FindingComparison.Verdict;
import org.refers.viewer.report.ReportComparison;

/** Explains every radiograph as one of 512 x 512 pixels with one bump, and writes one report. */
public final class ScriptedStudyEngine implements StudyEngine {

    private volatile double probability;
    private volatile long sanityMillis;
    private volatile boolean withoutModels;

    /** Creates an engine that is this sure of everything. */
    public ScriptedStudyEngine(double probability) {
        this.probability = probability;
    }

    /** Says how sure it is from now on. */
    public void believe(double now) {
        probability = now;
    }

    /** Says how long each map of a sanity test takes. */
    public void slowSanity(long millis) {
        sanityMillis = millis;
    }

    /** Finds no model in any folder from now on. */
    public void forgetModels() {
        withoutModels = true;
    }

    @Override
    public List<ModelEntry> models(Path runs) {
        if (withoutModels) {
            return List.of();
        }
        return List.of(new ModelEntry("tuned", runs.resolve("tuned"), List.of("cardiomegaly", "mass"), true),
                new ModelEntry("untried", runs.resolve("untried"), List.of("cardiomegaly", "mass"), false),
                new ModelEntry("pretrained", runs.resolve("pretrained"), List.of(), false));
    }

    /** An 8 x 8 map that falls off from its column 4, row 4; boxes of higher cuts lie inside those of lower ones. */
    @Override
    public Explanation explain(ModelEntry model, Path file, String finding, Optional<MapKind> kind) {
        float[] values = new float[64];
        for (int i = 0; i < 64; i++) {
            values[i] = (float) Math.exp(-0.15 * (Math.pow(i % 8 - 4, 2) + Math.pow(i / 8 - 4, 2)));
        }
        ActivationMap map = new ActivationMap(finding, kind.orElse(MapKind.CAM), 8, values,
                InputGeometry.fullField(SIDE, SIDE, 64), SIDE, SIDE);
        byte[] input = new byte[64 * 64];
        for (int i = 0; i < input.length; i++) {
            input[i] = (byte) (i % 64 * 4);
        }
        return new Explanation(finding, probability, 0.5, 0.6, true, new NetworkInput(64, input), map.surface());
    }

    /** Side of the radiographs it explains. */
    public static final int SIDE = 512;

    /** A box in the middle of each finding that is asked for. */
    @Override
    public List<LesionBox> boxes(ModelEntry model, Path file, Set<String> wanted, Optional<MapKind> kind) {
        return wanted.stream().sorted().map(finding -> new LesionBox(finding, new Box(150, 150, 200, 200), probability))
                .toList();
    }

    /** Four maps, each less like the first; slow enough to be stopped. */
    @Override
    public Optional<MapSanity> sanity(ModelEntry model, Path file, String finding, MapKind kind, SanityWatch watch)
            throws InterruptedException {
        List<MapSanity.Step> steps = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Thread.sleep(sanityMillis);
            MapSanity.Part part = i == 0
                    ? MapSanity.Part.CLASSIFIER
                    : i == 3 ? MapSanity.Part.EMBEDDING : MapSanity.Part.BLOCK;
            steps.add(new MapSanity.Step(part, i % 3 == 0 ? 0 : 3 - i, 0.8 - 0.2 * i, 0.7 - 0.2 * i, new float[64]));
            if (!watch.goesOn(i + 1, 4)) {
                return Optional.empty();
            }
        }
        return Optional.of(new MapSanity(finding, kind, false, steps));
    }

    /** Two reports; each token looks at one patch more of the first radiograph's 2 x 2, and at the second one evenly. */
    @Override
    public ReportAlternatives report(ModelEntry model, StudyEntry study) {
        List<Seen> seen = new ArrayList<>();
        for (int i = 0; i < Math.min(2, study.radiographs().size()); i++) {
            RadiographEntry view = study.radiographs().get(i);
            seen.add(new Seen(i, 1, 2, InputGeometry.fullField(view.rows(), view.columns(), 64)));
        }
        return new ReportAlternatives(List.of(report("The heart is normal. Small right effusion.", -1.5, seen.size()),
                report("The heart is normal. No effusion.", -2.25, seen.size())), seen);
    }

    private static AttendedReport report(String text, double logProbability, int radiographs) {
        List<Token> tokens = new ArrayList<>();
        Matcher parts = Pattern.compile("\\w{1,5}|\\.").matcher(text);
        while (parts.find()) {
            List<float[]> weights = new ArrayList<>();
            float ofFirst = radiographs == 1 ? 1 : 0.6f;
            float[] first = new float[4];
            first[tokens.size() % 4] = ofFirst;
            weights.add(first);
            if (radiographs > 1) {
                weights.add(new float[]{0.1f, 0.1f, 0.1f, 0.1f});
            }
            tokens.add(new Token(parts.start(), parts.end(), weights));
        }
        return new AttendedReport(text, logProbability, true, tokens);
    }

    @Override
    public ComparedReports compare(String generated, String reference) {
        return new ComparedReports(ReportComparison.of(generated, reference, sentence -> Map.of()),
                List.of(new FindingComparison("Effusion", "right, present", "left, present", Verdict.SIDE_DIFFERS)));
    }
}
