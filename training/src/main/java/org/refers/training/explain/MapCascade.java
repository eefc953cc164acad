package org.refers.training.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.refers.model.explain.ActivationMapper;
import org.refers.model.finding.ActivationMap;
import org.refers.model.finding.MapSimilarity;
import org.refers.model.network.FindingClassifier;
import org.refers.model.network.Initializer;
import org.refers.model.network.Kernels;
import org.refers.model.network.ParameterLayout;
import org.refers.model.network.ParameterSet;
import org.refers.model.network.ParameterSpec;
import org.refers.model.network.ParameterSpec.Start;
import org.refers.training.explain.MapSanity.Part;
import org.refers.training.explain.MapSanity.Step;

/**
 * Makes a map again and again while a copy of the network loses its weights from the classifier down. The network itself is only
 * read. Each tensor is drawn from a normal distribution of its own mean and deviation: so later parts are fed values of the size that
 * they are used to, and only what was learned is gone.
 */
final class MapCascade {

    /** Draws of each step: maps are smooth, and one pair of unrelated ones agrees or disagrees by chance. */
    static final int DRAWS = 3;

    private final FindingClassifier trained;
    private final Kernels kernels;

    MapCascade(FindingClassifier trained, Kernels kernels) {
        this.trained = trained;
        this.kernels = kernels;
    }

    /** Told after each map. */
    @FunctionalInterface
    interface Watch {

        /** Whether to go on after so many of so many maps. */
        boolean goesOn(int done, int total);
    }

    /** A part that becomes random. */
    private record Layer(Part part, int block, Predicate<String> names) {
    }

    private List<Layer> layers() {
        String radiograph = ParameterLayout.RADIOGRAPH + ".";
        int depth = trained.config().radiograph().depth();
        List<Layer> layers = new ArrayList<>();
        layers.add(new Layer(Part.CLASSIFIER, 0, name -> name.startsWith(ParameterLayout.CLASSIFIER + ".")));
        for (int block = depth; block >= 1; block--) {
            String prefix = radiograph + "blocks." + (block - 1) + ".";
            boolean last = block == depth;
            layers.add(new Layer(Part.BLOCK, block,
                    name -> name.startsWith(prefix) || last && name.startsWith(radiograph + "norm.")));
        }
        layers.add(new Layer(Part.EMBEDDING, 0, name -> name.startsWith(radiograph)
                && !name.startsWith(radiograph + "blocks.") && !name.startsWith(radiograph + "norm.")));
        return layers;
    }

    /**
     * Tests a map.
     *
     * @param input the network's input
     * @param original the map of the trained network
     * @param finding index of the finding
     * @param watch stops the test where it says so
     * @return empty if it was stopped
     */
    Optional<MapSanity> test(float[] input, ActivationMap original, int finding, Watch watch) {
        List<Layer> layers = layers();
        double[] rank = new double[layers.size()];
        double[] structure = new double[layers.size()];
        List<float[]> first = new ArrayList<>();
        float[] before = original.surface().inputPixels();
        try (ParameterSet copy = ParameterSet.create(trained.parameters().manager(),
                ParameterLayout.classification(trained.config()), new Initializer(0))) {
            copy.freeze(name -> true);
            ActivationMapper mapper = new ActivationMapper(new FindingClassifier(trained.config(), copy, kernels));
            for (int draw = 0; draw < DRAWS; draw++) {
                copy.copyFrom(trained.parameters());
                for (int step = 0; step < layers.size(); step++) {
                    randomise(copy, layers.get(step).names(), draw);
                    float[] map = mapper.maps(original.kind(), List.of(input), new int[]{finding}).getFirst();
                    rank[step] += Math.abs(MapSimilarity.spearman(original.values(), map)) / DRAWS;
                    structure[step] += MapSimilarity.structural(before, pixels(original, map), side(original)) / DRAWS;
                    if (draw == 0) {
                        first.add(map);
                    }
                    if (!watch.goesOn(draw * layers.size() + step + 1, DRAWS * layers.size())) {
                        return Optional.empty();
                    }
                }
            }
        }
        List<Step> steps = new ArrayList<>();
        for (int step = 0; step < layers.size(); step++) {
            steps.add(new Step(layers.get(step).part(), layers.get(step).block(), rank[step], structure[step],
                    first.get(step)));
        }
        return Optional.of(new MapSanity(original.finding(), original.kind(), isFlat(original.values()), steps));
    }

    private static float[] pixels(ActivationMap like, float[] values) {
        return new ActivationMap(like.finding(), like.kind(), like.grid(), values, like.geometry(), like.rows(),
                like.columns()).surface().inputPixels();
    }

    private static int side(ActivationMap map) {
        return map.geometry().inputSize();
    }

    private static boolean isFlat(float[] values) {
        for (float value : values) {
            if (value != values[0]) {
                return false;
            }
        }
        return true;
    }

    private static void randomise(ParameterSet copy, Predicate<String> names, int draw) {
        for (String name : copy.all().keySet()) {
            ParameterSpec spec = copy.spec(name);
            if (spec.start() != Start.BUFFER && names.test(name)) {
                float[] values = copy.values(name);
                redraw(values, new SplittableRandom(0x5EED * 31L + draw * 0x9E3779B97F4A7C15L + name.hashCode()));
                copy.setValues(name, values);
            }
        }
    }

    private static void redraw(float[] values, SplittableRandom random) {
        double mean = 0;
        for (float value : values) {
            mean += (double) value / values.length;
        }
        double variance = 0;
        for (float value : values) {
            variance += (value - mean) * (value - mean) / values.length;
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (mean + Math.sqrt(variance) * random.nextGaussian());
        }
    }
}
