package org.refers.training.golden;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.refers.model.network.BeamSearch;
import org.refers.model.network.FindingClassifier;
import org.refers.model.network.GeneratedReport;
import org.refers.model.network.Initializer;
import org.refers.model.network.Kernels;
import org.refers.model.network.Mode;
import org.refers.model.network.NetworkConfig;
import org.refers.model.network.ParameterLayout;
import org.refers.model.network.ParameterSet;
import org.refers.model.network.RefersNetwork;
import org.refers.model.network.ReportBatch;
import org.refers.model.network.StudyBatch;
import org.refers.model.network.StudyEncoding;
import org.refers.model.network.UpdateKernels;
import org.refers.model.store.Safetensors;
import org.refers.model.store.SafetensorsWriter;
import org.refers.model.torch.Backend;
import org.refers.model.torch.TorchThread;
import org.refers.training.loss.ContrastiveLoss;
import org.refers.training.loss.FindingLoss;
import org.refers.training.loss.PretrainingLoss;
import org.refers.training.loss.PretrainingObjective;
import org.refers.training.loss.ReportLoss;
import org.refers.training.optim.Optimizer;

/**
 * Computes everything that a reference folder asks for: forward pass, losses, gradients, optimizer steps, beam search.
 * The folder holds {@code config.json}, {@code weights.safetensors} and {@code inputs.safetensors}.
 */
public final class GoldenRun implements AutoCloseable {

    private static final int BEAMS = 3;

    private final NetworkConfig config;
    private final GoldenRecipe recipe;
    private final Kernels kernels;
    private final UpdateKernels updates;
    private final NDManager manager;
    private final ParameterSet parameters;
    private final RefersNetwork network;
    private final Map<String, NDArray> inputs = new LinkedHashMap<>();
    private final SafetensorsWriter results = Safetensors.writer();

    private GoldenRun(JsonNode tree, Kernels kernels, UpdateKernels updates) {
        this.recipe = GoldenRecipe.read(tree.path("optimizer"));
        this.config = NetworkConfig.fromJson(((ObjectNode) tree.deepCopy()).without("optimizer"));
        this.kernels = kernels;
        this.updates = updates;
        this.manager = NDManager.newBaseManager(Device.cpu());
        this.parameters = ParameterSet.create(manager, ParameterLayout.all(config), new Initializer(0));
        this.network = new RefersNetwork(config, parameters, kernels);
    }

    /**
     * Runs a folder and writes the results.
     *
     * @return number of tensors written
     * @throws IllegalArgumentException if the configuration is broken, or weights or inputs do not fit it
     * @throws IOException if a file cannot be read or written
     */
    public static int run(Path folder, Path out) throws IOException {
        TorchThread.prepare();
        try (Backend backend = Backend.open(Device.cpu())) {
            return run(folder, out, backend);
        }
    }

    static int run(Path folder, Path out, Backend backend) throws IOException {
        JsonNode tree = readConfig(folder.resolve("config.json"));
        try (GoldenRun run = new GoldenRun(tree, backend.kernels(), backend.updates())) {
            try (Safetensors weights = Safetensors.open(folder.resolve("weights.safetensors"))) {
                run.parameters.load(weights).requireComplete();
            }
            try (Safetensors file = Safetensors.open(folder.resolve("inputs.safetensors"))) {
                run.readInputs(file);
            }
            run.compute();
            run.results.write(out);
            return run.results.size();
        }
    }

    private static JsonNode readConfig(Path file) throws IOException {
        try {
            JsonNode tree = new ObjectMapper().readTree(Files.readString(file));
            if (tree.isObject()) {
                return tree;
            }
            throw new IllegalArgumentException(file + " holds no JSON object");
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException(file + " is no JSON: " + broken.getOriginalMessage(), broken);
        }
    }

    private void readInputs(Safetensors file) throws IOException {
        for (String name : List.of("images", "labels")) {
            inputs.put(name, manager.create(file.floats(name), new Shape(file.info(name).dimensions())));
        }
        for (String name : List.of("report_tokens", "report_lengths", "bert_ids", "bert_mask")) {
            inputs.put(name, manager.create(file.longs(name), new Shape(file.info(name).dimensions())));
        }
    }

    private NDArray input(String name) {
        NDArray array = inputs.get(name);
        if (array == null) {
            throw new IllegalArgumentException("inputs.safetensors has no " + name);
        }
        return array;
    }

    private void compute() {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            forward();
            classify();
        }
        parameters.freeze(name -> name.startsWith(ParameterLayout.CLASSIFIER + "."));
        train();
    }

    private StudyBatch studies() {
        Shape shape = input("images").getShape();
        return StudyBatch.ofAllViews(input("images").reshape(shape.get(0) * shape.get(1), shape.get(2), shape.get(3),
                shape.get(4)));
    }

    private ReportBatch reports() {
        return new ReportBatch(input("report_tokens"), input("report_lengths").toLongArray(), input("bert_ids"),
                input("bert_mask"));
    }

    private void forward() {
        StudyEncoding studies = network.encodeStudies(studies(), Mode.EVALUATION);
        put("view_tokens", studies.viewTokens());
        put("aggregated_patches", studies.aggregatedPatches());
        studies.viewWeights().ifPresent(weights -> put("view_weights", weights));
        put("study_vector", studies.studyVector());
        put("memory", studies.memory());
        ReportBatch reports = reports();
        NDArray text = network.encodeText(reports.textIds(), reports.textMask(), Mode.EVALUATION);
        put("text_vector", text);
        ContrastiveLoss contrastive = new ContrastiveLoss(config.objective(), kernels);
        NDArray similarity = put("similarity", contrastive.similarity(studies.studyVector(), text));
        NDArray contrast = put("loss_contrast", contrastive.evaluate(similarity));
        NDArray logits = put("report_logits",
                network.decode(studies, reports.tokens(), reports.lengths(), Mode.EVALUATION));
        NDArray language = put("loss_language",
                new ReportLoss(config.report().tokens().pad(), kernels).evaluate(logits, reports.tokens()));
        put("loss", contrast.mul((float) config.objective().contrastWeight())
                .add(language.mul((float) config.objective().languageWeight())));
        search(studies.memory());
    }

    private void search(NDArray memory) {
        int length = config.report().maxLength();
        List<GeneratedReport> found = new BeamSearch(network, BEAMS, length).search(memory);
        long[] tokens = new long[found.size() * length];
        Arrays.fill(tokens, config.report().tokens().pad());
        float[] scores = new float[found.size()];
        for (int i = 0; i < scores.length; i++) {
            long[] report = found.get(i).tokens();
            System.arraycopy(report, 0, tokens, i * length, report.length);
            scores[i] = (float) found.get(i).logProbability();
        }
        results.longs("beam3_tokens", new long[]{scores.length, length}, tokens);
        results.floats("beam3_log_probability", new long[]{scores.length}, scores);
    }

    private void classify() {
        FindingClassifier classifier = new FindingClassifier(config, parameters, kernels);
        NDArray first = input("images").split(new long[]{1}, 1).get(0).squeeze(1);
        NDArray tokens = classifier.radiograph().encode(first, Mode.EVALUATION);
        NDArray logits = put("class_logits", classifier.head(tokens));
        put("class_activation", classifier.classActivation(tokens));
        put("loss_multilabel", new FindingLoss(kernels).evaluate(logits, input("labels")));
    }

    private void train() {
        List<String> names = parameters.trainable();
        Map<String, float[]> before = new LinkedHashMap<>();
        names.forEach(name -> before.put(name, parameters.values(name)));
        PretrainingObjective objective = new PretrainingObjective(network, kernels);
        Optimizer optimizer = recipe.create(config, parameters, updates);
        for (int step = 0; step <= recipe.steps(); step++) {
            try (NDScope scope = new NDScope()) {
                scope.suppressNotUsedWarning();
                put("loss_after_step_" + step, backward(objective));
                if (step == 0) {
                    names.forEach(name -> put("grad/" + name, parameters.get(name).getGradient()));
                }
                if (step < recipe.steps()) {
                    recipe.clipNorm().ifPresent(optimizer::clipGradients);
                    optimizer.step(recipe.schedule().factor(step));
                    optimizer.zeroGradients();
                }
            }
        }
        names.forEach(name -> putDelta(name, before.getOrDefault(name, new float[0])));
    }

    private NDArray backward(PretrainingObjective objective) {
        try (GradientCollector gradients = Engine.getInstance().newGradientCollector()) {
            // Dropout stays off: reference results know none.
            PretrainingLoss loss = objective.evaluate(studies(), reports(), Mode.EVALUATION);
            gradients.backward(loss.total());
            return loss.total();
        }
    }

    private void putDelta(String name, float[] before) {
        float[] delta = parameters.values(name);
        for (int i = 0; i < delta.length; i++) {
            delta[i] -= before[i];
        }
        results.floats("delta/" + name, parameters.get(name).getShape().getShape(), delta);
    }

    /** Keeps a result's values; the tensor may be closed before the file is written. */
    private NDArray put(String name, NDArray array) {
        results.floats(name, array.getShape().getShape(), array.toFloatArray());
        return array;
    }

    @Override
    public void close() {
        manager.close();
    }
}
