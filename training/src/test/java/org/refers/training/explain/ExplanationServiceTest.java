package org.refers.training.explain;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refers.model.explain.ExplanationSettings;
import org.refers.model.explain.ExplanationSettings.FindingSettings;
import org.refers.model.explain.ExplanationSettings.MapSettings;
import org.refers.model.finding.Box;
import org.refers.model.finding.MapKind;
import org.refers.model.network.Initializer;
import org.refers.model.network.ModelFile;
import org.refers.model.network.NetworkConfig;
import org.refers.model.network.ParameterLayout;
import org.refers.model.network.ParameterSet;
import org.refers.model.network.Preset;
import org.refers.model.network.Size;
import org.refers.model.study.Radiograph;
import org.refers.model.study.ViewPosition;
import org.refers.model.text.BpeTrainer;
import org.refers.model.text.ReportTokenizer;
import org.refers.training.compute.Compute;
import org.refers.training.predict.ClassifierFile;
import org.refers.training.predict.ModelException;
import org.refers.training.predict.Preprocessing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Models with random weights, opened from a run folder as a training leaves it. */
class ExplanationServiceTest {

    private static final List<String> FINDINGS = List.of("mass", "nodule");

    @TempDir
    private Path folder;

    private Compute compute = new Compute("cpu", "1", Path.of(""));

    @BeforeEach
    void useTheFolder() {
        compute = new Compute("cpu", "1", folder);
    }

    private Path checkpointOf(Path run) throws IOException {
        Path checkpoint = run.resolve("checkpoints/step-000001");
        Files.createDirectories(checkpoint);
        Files.writeString(run.resolve("config.yaml"), "format: 1\n");
        return checkpoint.resolve("model.safetensors");
    }

    private static void write(Path file, NetworkConfig config, boolean classifier) throws IOException {
        try (NDManager manager = NDManager.newBaseManager();
                ParameterSet parameters = ParameterSet.create(manager,
                        classifier ? ParameterLayout.classification(config) : ParameterLayout.pretraining(config),
                        new Initializer(4))) {
            String preprocessing = new Preprocessing(36, Preprocessing.EvaluationCrop.CENTER).toJson(config);
            ModelFile.write(file, config, parameters, classifier
                    ? Map.of(Preprocessing.KEY, preprocessing, ClassifierFile.FINDINGS_KEY, "[\"mass\",\"nodule\"]")
                    : Map.of(Preprocessing.KEY, preprocessing));
        }
    }

    private Path classifier() throws IOException {
        Path file = checkpointOf(folder.resolve("fine"));
        write(file, NetworkConfig.of(Preset.PAPER, Size.TINY, 50, 50).with("image_size", "32").with("num_classes", "2"),
                true);
        return file;
    }

    private static Radiograph radiograph(ViewPosition view) {
        short[] grey = new short[90 * 60];
        for (int i = 0; i < grey.length; i++) {
            grey[i] = (short) (i * 7 % 251);
        }
        return Radiograph.ofEightBits(90, 60, grey, view);
    }

    /** The upper left quarter is white, also of the field that the network sees, 32 of 36 pixels. */
    @Test
    void whatTheNetworkSeesCanBeLookedAt() throws Exception {
        short[] grey = new short[90 * 60];
        for (int i = 0; i < grey.length; i++) {
            grey[i] = (short) (i / 60 < 45 && i % 60 < 30 ? 200 : 20);
        }
        try (ExplanationService service = ExplanationService.open(classifier(), compute, sentence -> {
        })) {
            NetworkInput seen = service.explain(Radiograph.ofEightBits(90, 60, grey, ViewPosition.PA), "mass",
                    Optional.empty()).input();
            assertEquals(32, seen.side());
            for (int i = 0; i < seen.grey().length; i++) {
                int row = i / 32;
                int column = i % 32;
                if (Math.abs(row - 15.5) > 2 && Math.abs(column - 15.5) > 2) {
                    assertEquals(row < 16 && column < 16 ? (byte) 255 : 0, seen.grey()[i], "at " + row + ", " + column);
                }
            }
        }
    }

    @Test
    void aMapCoversTheStoredGeometryAndTheSettingsOfTheRun() throws Exception {
        Path file = classifier();
        ExplanationSettings settings = new ExplanationSettings(MapKind.GRADIENT, List.of("mass"), List.of(
                new FindingSettings("mass", Optional.of(0.0),
                        Map.of(MapKind.GRADIENT, new MapSettings(0.35, 0.4, 0.5, 9))),
                new FindingSettings("nodule", Optional.of(1.0), Map.of())));
        Files.writeString(folder.resolve("fine").resolve(ExplanationSettings.FILE), settings.toJson());
        try (ExplanationService service = ExplanationService.open(file, compute, sentence -> {
        })) {
            Explanation mass = service.explain(radiograph(ViewPosition.PA), "mass", Optional.empty());
            Explanation nodule = service.explain(radiograph(ViewPosition.PA), "nodule", Optional.of(MapKind.CAM));

            assertEquals(FINDINGS, service.findings());
            assertEquals(MapKind.GRADIENT, mass.surface().map().kind());
            assertEquals(0.35, mass.threshold());
            assertTrue(mass.tuned() && mass.isPositive());
            // 32 of 36 pixels: a margin of 1/18 of the side, 5 rows and 3.3 columns.
            Box field = mass.surface().map().geometry().toRadiograph(new Box(0, 0, 32, 32));
            assertEquals(5, field.y(), 1e-9);
            assertEquals(60 / 18.0, field.x(), 1e-9);
            assertEquals(0, mass.surface().at(2, 30));
            assertFalse(nodule.tuned() || nodule.isPositive());
            assertTrue(nodule.boxes().isEmpty());
            assertEquals(service.probabilities(radiograph(ViewPosition.PA)).get("mass"), mass.probability(), 1e-6);
            assertThrows(IllegalArgumentException.class,
                    () -> service.explain(radiograph(ViewPosition.PA), "hernia", Optional.empty()));
        }
    }

    @Test
    void randomWeightsAreTriedOnACopyOfTheModel() throws Exception {
        Radiograph radiograph = radiograph(ViewPosition.PA);
        try (ExplanationService service = ExplanationService.open(classifier(), compute, sentence -> {
        })) {
            Explanation before = service.explain(radiograph, "mass", Optional.of(MapKind.CAM));
            List<Integer> told = new ArrayList<>();
            MapSanity cam = service.sanity(radiograph, "mass", Optional.of(MapKind.CAM), (done, total) -> {
                told.add(total - done);
                return true;
            }).orElseThrow();
            Explanation after = service.explain(radiograph, "mass", Optional.of(MapKind.CAM));

            assertArrayEquals(before.surface().map().values(), after.surface().map().values(),
                    "the model is unchanged");
            assertEquals(before.probability(), after.probability());
            // Classifier, three blocks from the last to the first, patches.
            assertEquals(List.of(0, 3, 2, 1, 0), cam.steps().stream().map(MapSanity.Step::block).toList());
            assertEquals(3 * 5, told.size());
            assertEquals(0, told.getLast());
            for (MapSanity.Step step : cam.steps()) {
                assertTrue(step.rank() >= 0 && step.rank() <= 1 && step.structure() >= -1 && step.structure() <= 1);
                assertEquals(16, step.map().length);
            }
            assertFalse(cam.ignoresClassifier());
            assertEquals(cam.steps().stream().map(MapSanity.Step::rank).toList(), service
                    .sanity(radiograph, "mass", Optional.of(MapKind.CAM), (done, total) -> true).orElseThrow().steps()
                    .stream().map(MapSanity.Step::rank).toList(), "the same draws each time");

            // Attention knows nothing of the classifier: its step changes nothing at all.
            MapSanity rollout = service.sanity(radiograph, "mass", Optional.of(MapKind.ROLLOUT),
                    (done, total) -> true).orElseThrow();
            assertTrue(rollout.ignoresClassifier());
            assertEquals(1, rollout.steps().getFirst().rank(), 1e-12);
            assertEquals(1, rollout.steps().getFirst().structure(), 1e-12);
            assertTrue(rollout.steps().get(1).rank() < 1);

            assertEquals(Optional.empty(), service.sanity(radiograph, "mass", Optional.of(MapKind.CAM),
                    (done, total) -> done < 2), "stopped");
        }
    }

    @Test
    void theVerdictIsThatOfTheLastStep() {
        MapSanity.Step kept = new MapSanity.Step(MapSanity.Part.CLASSIFIER, 0, 0.8, 0.7, new float[0]);
        MapSanity.Step gone = new MapSanity.Step(MapSanity.Part.EMBEDDING, 0, 0.49, 0.1, new float[0]);

        assertEquals(MapSanity.Verdict.DESTROYED, new MapSanity("mass", MapKind.CAM, false, List.of(kept, gone))
                .verdict());
        assertEquals(MapSanity.Verdict.KEPT, new MapSanity("mass", MapKind.CAM, false, List.of(gone, kept)).verdict());
        assertEquals(MapSanity.Verdict.FLAT, new MapSanity("mass", MapKind.CAM, true, List.of(gone)).verdict());
    }

    @Test
    void damagedSettingsAreNamed() throws Exception {
        Path file = classifier();
        Files.writeString(folder.resolve("fine").resolve(ExplanationSettings.FILE), "{\"format\": 9}");

        String message = String
                .valueOf(assertThrows(ModelException.class, () -> ExplanationService.open(file, compute, sentence -> {
                })).getMessage());
        assertTrue(message.contains("explanation.json") && message.contains("format"), message);
        Files.write(folder.resolve("fine").resolve(ExplanationSettings.FILE), new byte[]{(byte) 0xff, 1});
        String binary = String
                .valueOf(assertThrows(ModelException.class, () -> ExplanationService.open(file, compute, sentence -> {
                })).getMessage());
        assertTrue(binary.contains("explanation.json cannot be read"), binary);
    }

    @Test
    void aReportIsWrittenFromOneToManyViews() throws Exception {
        Path file = checkpointOf(folder.resolve("pre"));
        ReportTokenizer tokenizer = new BpeTrainer(60, 1).train(List.of("the heart is normal.", "no effusion."));
        write(file, NetworkConfig.of(Preset.PAPER, Size.TINY, tokenizer.vocabularySize(), 50).with("image_size", "32")
                .with("report.max_length", "12"), false);
        Files.write(folder.resolve("pre").resolve(tokenizer.fileName()), tokenizer.toBytes());
        try (ReportService service = ReportService.open(file, compute, sentence -> {
        })) {
            WrittenReport one = service.write(List.of(radiograph(ViewPosition.PA)), 2);
            WrittenReport many = service.write(List.of(radiograph(ViewPosition.LATERAL), radiograph(ViewPosition.OTHER),
                    radiograph(ViewPosition.AP), radiograph(ViewPosition.PA)), 2);

            assertEquals(List.of(0, 0, 0), one.views());
            assertEquals(List.of(2, 3, 0), many.views());
            assertEquals(tokenizer.special().start(), one.tokens().getFirst());
            assertTrue(one.tokens().size() <= 12 && one.logProbability() < 0);
            assertEquals(tokenizer.decode(one.tokens().stream().mapToInt(Integer::intValue).toArray()), one.text());
            assertEquals(one, service.write(List.of(radiograph(ViewPosition.PA)), 2));
            assertThrows(IllegalArgumentException.class, () -> service.write(List.of(radiograph(ViewPosition.PA)), 0));
        }
    }

    @Test
    void alternativesAreRankedAndEachTokenSaysWhereItLooked() throws Exception {
        Path file = checkpointOf(folder.resolve("pre"));
        ReportTokenizer tokenizer = new BpeTrainer(60, 1).train(List.of("the heart is normal.", "no effusion."));
        write(file, NetworkConfig.of(Preset.PAPER, Size.TINY, tokenizer.vocabularySize(), 50).with("image_size", "32")
                .with("report.max_length", "12"), false);
        Files.write(folder.resolve("pre").resolve(tokenizer.fileName()), tokenizer.toBytes());
        try (ReportService service = ReportService.open(file, compute, sentence -> {
        })) {
            List<Radiograph> study = List.of(radiograph(ViewPosition.LATERAL), radiograph(ViewPosition.PA));
            ReportAlternatives found = service.alternatives(study, 3);

            assertEquals(3, found.reports().size());
            assertEquals(List.of(1, 0), found.seen().stream().map(ReportAlternatives.Seen::radiograph).toList(),
                    "PA first, and repeated; the lateral view second");
            assertEquals(List.of(2, 1), found.seen().stream().map(ReportAlternatives.Seen::times).toList());
            WrittenReport best = service.write(study, 3);
            assertEquals(best.text(), found.reports().getFirst().text());
            assertEquals(best.logProbability(), found.reports().getFirst().logProbability(), 1e-6);
            for (AttendedReport report : found.reports()) {
                StringBuilder letters = new StringBuilder();
                for (AttendedReport.Token token : report.tokens()) {
                    letters.append(report.text(), token.from(), token.to());
                    assertEquals(1, token.share(0) + token.share(1), 1e-5);
                    assertEquals(2, token.weights().size());
                    assertEquals(16, token.weights().getFirst().length);
                }
                assertEquals(report.text().replace(" ", ""), letters.toString(), "tokens write all but the spaces");
            }
        }
    }
}
