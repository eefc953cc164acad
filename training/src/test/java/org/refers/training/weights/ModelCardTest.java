package org.refers.training.weights;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refers.model.finding.FindingLabel;
import org.refers.model.network.Initializer;
import org.refers.model.network.ModelFile;
import org.refers.model.network.NetworkConfig;
import org.refers.model.network.ParameterLayout;
import org.refers.model.network.ParameterSet;
import org.refers.model.network.Preset;
import org.refers.model.network.Size;
import org.refers.model.store.Safetensors;
import org.refers.training.predict.ClassifierFile;
import org.refers.training.predict.ModelException;
import org.refers.training.predict.Preprocessing;
import org.refers.training.store.CheckpointState;
import org.refers.training.store.CheckpointStore;
import org.refers.training.store.FileDigest;
import org.refers.training.store.Predictions;
import org.refers.training.store.Retention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Cards of exports of a run made by hand, whose figures are known, and of a model that lies in no run. */
class ModelCardTest {

    @TempDir
    private Path folder;

    private Path run = Path.of("");
    private Path exported = Path.of("");

    @BeforeEach
    void makeARun() throws IOException {
        run = Files.createDirectories(folder.resolve("MUSTERMANN/fine"));
        exported = folder.resolve("classifier.pt");
        Files.writeString(run.resolve("config.yaml"), """
                format: 1
                kind: "finetune"
                base: "demo"
                task: "findings"
                label_ratio: "0.1"
                init: "model"
                init_sha256: "abc123"
                init_source: "a pretrain run of this program from random weights"
                init_licence: "none, no weights of others are in them"
                recipe:
                  seed: {value: "17", origin: "command"}
                  views: {value: "frontal", origin: "default"}
                """);
        Files.writeString(run.resolve("environment.json"),
                "{\"program\": \"0.9\", \"engine\": \"PyTorch\", \"engine_version\": \"2.7.1\", \"java\": \"25\", \"device\": \"cpu\"}");
        Files.writeString(run.resolve("data_manifest.csv"), """
                radiograph_id,study_id,patient_id,sha256,split,use
                r1,s1,p1,00,train,train
                r2,s1,p1,01,train,train
                r3,s2,p2,02,train,train
                r4,s3,p3,03,test,test
                """);
        CheckpointStore store = new CheckpointStore(run, new Retention(2, 0));
        save(store, 10, true);
        save(store, 20, false);
        List<Predictions.Row> rows = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            // Mass: every positive above every negative. Nodule: nothing is known.
            rows.add(new Predictions.Row(new Predictions.Keys("r" + i, "s" + i, "p" + i, "test"),
                    new double[]{i / 10.0, 0.5},
                    List.of(i < 4 ? FindingLabel.ABSENT : FindingLabel.PRESENT, FindingLabel.UNKNOWN)));
        }
        new Predictions(List.of("mass", "nodule"), rows).write(run.resolve("predictions/test.csv"));
    }

    private static void save(CheckpointStore store, long step, boolean best) throws IOException {
        store.save(new CheckpointState(step, 10, 0, 0, 1, 4, false), file -> model(file, Map.of()),
                file -> Safetensors.writer().write(file), best);
    }

    private static void model(Path file, Map<String, String> more) throws IOException {
        NetworkConfig config = NetworkConfig.of(Preset.RELEASED, Size.TINY, 30, 50).with("num_classes", "2");
        Map<String, String> metadata = new java.util.HashMap<>(more);
        metadata.put(ClassifierFile.FINDINGS_KEY, "[\"mass\",\"nodule\"]");
        try (NDManager manager = NDManager.newBaseManager();
                ParameterSet parameters = ParameterSet.create(manager, ParameterLayout.classification(config),
                        new Initializer(1))) {
            ModelFile.write(file, config, parameters, metadata);
        }
    }

    private String card(Path model) throws IOException, ModelException {
        Exported written = ClassifierExport.run(model, exported, line -> {
        });
        assertEquals(folder.resolve("classifier.pt.card.md"), written.card());
        assertEquals(FileDigest.sha256(exported), written.sha256());
        return Files.readString(written.card());
    }

    private static void assertHas(String card, String... lines) {
        for (String line : lines) {
            assertTrue(card.contains(line), () -> "'" + line + "' is not in\n" + card);
        }
    }

    @Test
    void aRunsCardTellsWhatTheRunTells() throws Exception {
        String card = card(run);
        assertHas(card, "preset `released`, size `tiny`", "mass, nodule", "`" + FileDigest.sha256(exported) + "`",
                "checkpoint `step-000010`, recipe `demo`, seed 17", "label ratio 0.1", "`seed=17`",
                "views it was trained on: frontal", "REFERS Workstation 0.9, PyTorch 2.7.1, Java 25, on cpu",
                "| train | train | 3 | 2 | 2 |", "| test | test | 1 | 1 | 1 |",
                "a pretrain run of this program from random weights; model file with SHA-256 `abc123`",
                "their licence: none, no weights of others", "not for diagnosis or treatment",
                "| mass | 8 | 4 | 1.000 (1.000 to 1.000) | 1.000 (1.000 to 1.000) |",
                "| nodule | 0 | 0 | undefined | undefined |", "torch.jit.load(\"classifier.pt\")");
        assertFalse(card.contains("MUSTERMANN") || card.contains("p1"), "no path and no patient's key");
    }

    /** The predictions are the best checkpoint's; another one gets none of its figures. */
    @Test
    void figuresAreOnlyThoseOfTheModelItself() throws Exception {
        String card = card(run.resolve("checkpoints/step-000020"));
        assertHas(card, "checkpoint `step-000020`");
        assertFalse(card.contains("AUROC"), card);
        Files.delete(run.resolve("predictions/test.csv"));
        assertFalse(card(run).contains("AUROC"));
    }

    @Test
    void whatIsNotKnownIsSaid() throws Exception {
        Path alone = folder.resolve("alone.safetensors");
        model(alone, Map.of());
        String card = card(alone);
        assertHas(card, "Not known: the model file lies in no run folder", "weights it started from: not known",
                "their licence: not recorded");
        assertFalse(card.contains("AUROC") || card.contains("seed"), card);
        model(alone, Map.of(WeightOrigin.SOURCE_KEY, "weights of a friend", WeightOrigin.LICENCE_KEY, "MIT"));
        assertHas(card(alone), "weights it started from: weights of a friend", "their licence: MIT");
    }

    @Test
    void aDamagedRunIsTold() throws Exception {
        Files.writeString(run.resolve("config.yaml"), "a: [\n");
        ModelException damaged = assertThrows(ModelException.class, () -> card(run));
        assertTrue(damaged.sentence().contains("config.yaml is damaged"), damaged::sentence);
    }

    @Test
    void anExportedTransformerSaysHowItsPicturesAreMade() throws Exception {
        NetworkConfig config = NetworkConfig.of(Preset.RELEASED, Size.TINY, 30, 50).with("num_classes", "2");
        Preprocessing preprocessing = new Preprocessing(72, Preprocessing.EvaluationCrop.CENTER);
        Path model = folder.resolve("model.safetensors");
        model(model, Map.of(Preprocessing.KEY, preprocessing.toJson(config)));
        Path out = folder.resolve("vit.safetensors");
        WeightExport.run(model, WeightExport.Part.RADIOGRAPH_TRANSFORMER, out, line -> {
        });
        try (Safetensors file = Safetensors.open(out)) {
            String graph = String.valueOf(file.metadata().get(Preprocessing.KEY));
            assertEquals(preprocessing, Preprocessing.fromJson(graph, config));
        }
    }

    @Test
    void partsHaveCardsOfTheirOwn() throws Exception {
        Path out = folder.resolve("vit.safetensors");
        Exported written = WeightExport.run(run, WeightExport.Part.RADIOGRAPH_TRANSFORMER, out, line -> {
        });
        assertHas(Files.readString(written.card()), "# vit.safetensors", "timm.models.VisionTransformer(img_size=64",
                "mlp_ratio=128 / 64", FileDigest.sha256(out));
        assertFalse(Files.readString(written.card()).contains("torch.jit"));
    }
}
