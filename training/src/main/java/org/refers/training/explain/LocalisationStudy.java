package org.refers.training.explain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import org.refers.model.explain.ActivationMapper;
import org.refers.model.explain.ExplanationSettings;
import org.refers.model.explain.ExplanationSettings.FindingSettings;
import org.refers.model.explain.ExplanationSettings.MapSettings;
import org.refers.model.finding.ActivationMap;
import org.refers.model.finding.Localisation;
import org.refers.model.finding.LocalisationCase;
import org.refers.model.finding.MapKind;
import org.refers.model.finding.MapSurface;
import org.refers.model.finding.MapThreshold;

/**
 * Measures a classifier's maps against readers' boxes: on validation to choose the map and its cuts, on test to report.
 */
public final class LocalisationStudy {

    private final ActivationMapper mapper;
    private final List<String> findings;

    /**
     * Creates a study.
     *
     * @param mapper of the classifier
     * @param findings the classifier's findings, in its order
     */
    public LocalisationStudy(ActivationMapper mapper, List<String> findings) {
        this.mapper = mapper;
        this.findings = List.copyOf(findings);
    }

    /** A boxed finding of one radiograph. */
    private record Boxed(BoxedRadiograph radiograph, int finding) {
    }

    /**
     * Tunes the cut of every map for every finding, and chooses the map with the greatest mean IoU: at the tuned cuts,
     * first over the validation boxes of a finding (by reader, then over readers), then over the deciding findings, so
     * that a common finding weighs no more than a rare one. The hit rate has no say. Boxes count whether or not the
     * probability reaches the operating point: the map is judged, not the classifier. Of equals the first of the kinds
     * stands. A map that is the same for every finding is measured and cut but never chosen: it would explain a
     * mass and an effusion of one radiograph by the same places. Without a box of a deciding finding the class
     * activation map stands.
     *
     * @param validation radiographs with boxes
     * @param operatingPoints probabilities of Youden's points, by finding; findings without one are left out
     * @param kinds maps to try
     * @param decisive findings whose boxes choose the map; those too thin for a patch lower every map's IoU
     */
    public ExplanationSettings tune(List<BoxedRadiograph> validation, Map<String, Double> operatingPoints,
            Collection<MapKind> kinds, Collection<String> decisive) {
        Map<String, Map<MapKind, MapSettings>> tuned = new LinkedHashMap<>();
        findings.forEach(finding -> tuned.put(finding, new EnumMap<>(MapKind.class)));
        MapKind best = MapKind.CAM;
        double bestIou = -1;
        Set<String> deciding = new HashSet<>();
        for (MapKind kind : kinds) {
            List<Double> decided = new ArrayList<>();
            for (Map.Entry<String, List<MapThreshold.Sample>> entry : samples(kind, validation, findings).entrySet()) {
                MapSettings settings = settings(entry.getValue());
                tuned.getOrDefault(entry.getKey(), new EnumMap<>(MapKind.class)).put(kind, settings);
                if (decisive.contains(entry.getKey())) {
                    deciding.add(entry.getKey());
                    decided.add(settings.meanIou());
                }
            }
            double iou = decided.stream().mapToDouble(Double::doubleValue).average().orElse(-1);
            if (kind.tellsFindingsApart() && iou > bestIou) {
                bestIou = iou;
                best = kind;
            }
        }
        return new ExplanationSettings(best, findings.stream().filter(deciding::contains).toList(),
                findings.stream().map(finding -> new FindingSettings(finding,
                        Optional.ofNullable(operatingPoints.get(finding)), tuned.getOrDefault(finding, Map.of())))
                        .toList());
    }

    private static MapSettings settings(List<MapThreshold.Sample> samples) {
        MapThreshold threshold = MapThreshold.tune(samples);
        Optional<Localisation> figures = Localisation.of(samples.stream()
                .map(sample -> LocalisationCase.of(sample.surface(), sample.given(), threshold.value(), true))
                .toList());
        return new MapSettings(threshold.value(), figures.map(Localisation::meanIou).orElse(0.0),
                figures.map(Localisation::hitRate).orElse(0.0), figures.map(Localisation::boxes).orElse(0));
    }

    private Map<String, List<MapThreshold.Sample>> samples(MapKind kind, List<BoxedRadiograph> radiographs,
            Collection<String> wanted) {
        SequencedMap<String, List<MapThreshold.Sample>> samples = new LinkedHashMap<>();
        List<Boxed> boxed = boxed(radiographs, wanted);
        List<MapSurface> surfaces = surfaces(kind, boxed);
        for (int i = 0; i < boxed.size(); i++) {
            String finding = findings.get(boxed.get(i).finding());
            samples.computeIfAbsent(finding, name -> new ArrayList<>())
                    .add(new MapThreshold.Sample(surfaces.get(i), boxed.get(i).radiograph().boxes(finding)));
        }
        return samples;
    }

    /**
     * Measures one kind of map at its tuned cuts; boxes are shown only where the probability reaches the operating point.
     *
     * @param settings cuts and operating points
     * @param test radiographs with boxes
     * @param kind the map
     * @param wanted findings to measure
     */
    public LocalisationReport measure(ExplanationSettings settings, List<BoxedRadiograph> test, MapKind kind,
            Collection<String> wanted) {
        List<Boxed> boxed = boxed(test, wanted);
        List<MapSurface> surfaces = surfaces(kind, boxed);
        List<float[]> probabilities = mapper
                .probabilities(boxed.stream().map(one -> one.radiograph().input()).toList());
        Map<String, List<LocalisationCase>> cases = new TreeMap<>();
        for (int i = 0; i < boxed.size(); i++) {
            int index = boxed.get(i).finding();
            String finding = findings.get(index);
            boolean shown = probabilities.get(i)[index] >= settings.operatingPoint(finding);
            cases.computeIfAbsent(finding, name -> new ArrayList<>())
                    .add(LocalisationCase.of(surfaces.get(i), boxed.get(i).radiograph().boxes(finding),
                            settings.threshold(finding, kind), shown));
        }
        Map<String, Localisation> perFinding = new TreeMap<>();
        cases.forEach((finding, of) -> Localisation.of(of).ifPresent(figures -> perFinding.put(finding, figures)));
        return new LocalisationReport(kind,
                Localisation.of(cases.values().stream().flatMap(List::stream).toList()), perFinding);
    }

    private List<Boxed> boxed(List<BoxedRadiograph> radiographs, Collection<String> wanted) {
        List<Boxed> boxed = new ArrayList<>();
        for (BoxedRadiograph radiograph : radiographs) {
            for (int finding = 0; finding < findings.size(); finding++) {
                String name = findings.get(finding);
                if (wanted.contains(name) && !radiograph.boxes(name).isEmpty()) {
                    boxed.add(new Boxed(radiograph, finding));
                }
            }
        }
        return boxed;
    }

    private List<MapSurface> surfaces(MapKind kind, List<Boxed> boxed) {
        List<float[]> maps = mapper.maps(kind, boxed.stream().map(one -> one.radiograph().input()).toList(),
                boxed.stream().mapToInt(Boxed::finding).toArray());
        List<MapSurface> surfaces = new ArrayList<>();
        for (int i = 0; i < boxed.size(); i++) {
            BoxedRadiograph radiograph = boxed.get(i).radiograph();
            surfaces.add(new ActivationMap(findings.get(boxed.get(i).finding()), kind, mapper.grid(), maps.get(i),
                    radiograph.geometry(), radiograph.rows(), radiograph.columns()).surface());
        }
        return surfaces;
    }
}
