package org.refers.training.predict;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.refers.model.dicom.DicomWriter;
import org.refers.model.dicom.RadiographModules;
import org.refers.model.dicom.Tags;
import org.refers.model.dicom.Uids;
import org.refers.model.finding.FindingLabel;
import org.refers.model.image.RadiographReader;
import org.refers.model.network.Initializer;
import org.refers.model.network.ModelFile;
import org.refers.model.network.NetworkConfig;
import org.refers.model.network.ParameterLayout;
import org.refers.model.network.ParameterSet;
import org.refers.model.network.Preset;
import org.refers.model.network.Size;
import org.refers.model.study.Radiograph;
import org.refers.model.study.ViewPosition;
import org.refers.model.study.WindowLevel;
import org.refers.model.workspace.RadiographEntry;
import org.refers.training.compute.Compute;
import org.refers.training.compute.ComputeEngine;
import org.refers.training.data.Augmentation;
import org.refers.training.data.AugmentationSettings;
import org.refers.training.data.FindingDataset;
import org.refers.training.data.LabelledRadiograph;
import org.refers.training.data.PictureCache;
import org.refers.training.data.PictureSet;
import org.refers.training.data.RadiographPictures;
import org.refers.training.predict.Preprocessing.EvaluationCrop;
import org.refers.training.store.FileDigest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The graph that a model file holds, and that everything that feeds a network follows it. */
class PreprocessingGraphTest {

    private static final int INPUT = 32;
    private static final String LAST_STEP = "{\"step\":\"subtract_mean_picture\",\"tensor\":\"mean_image\"}";

    private final NetworkConfig config = NetworkConfig.of(Preset.PAPER, Size.TINY, 50, 50)
            .with("image_size", Integer.toString(INPUT)).with("num_classes", "2");

    @TempDir
    private Path folder = Path.of("");

    /**
     * One DICOM file, all ways into a network. The hashes are those of the graph as it is: a change of what a network sees
     * changes them, and then needs a new format of the graph, so that older models are not fed another picture.
     */
    @ParameterizedTest
    @CsvSource({"32,NONE,3785221674da8b00", "36,CENTER,7c4c8678118c7be8", "36,NONE,cf29e5656e79030f"})
    void trainingPredictionExplanationAndReportSeeTheSameValues(int side, EvaluationCrop crop, String expected)
            throws Exception {
        Path file = dicom();
        Preprocessing preprocessing = new Preprocessing(side, crop);
        RadiographEntry entry = new RadiographEntry("r1", file, ViewPosition.PA, "DX", 90, 61,
                FileDigest.sha256(file), Map.of(), List.of());
        LabelledRadiograph labelled = new LabelledRadiograph("r1", ViewPosition.PA, "s1", "p1",
                List.of(FindingLabel.PRESENT, FindingLabel.ABSENT));
        List<String> hashes = new ArrayList<>();
        PictureCache cache = new PictureCache(PictureCache.Place.of(folder), new RadiographPictures(), side);
        try (PictureSet pictures = PictureSet.load(cache, List.of(entry),
                new PictureSet.Loading(0, done -> {
                }, () -> false))) {
            assertTrue(pictures.unreadable().isEmpty(), pictures.unreadable().toString());
            FindingDataset dataset = new FindingDataset(List.of(labelled), pictures, preprocessing.input(config));
            hashes.add(hash(dataset.evaluation(0, 1).pixels()));
            if (crop == EvaluationCrop.NONE) {
                Augmentation unchanged = new Augmentation(AugmentationSettings.none(INPUT, side));
                hashes.add(hash(dataset.draw(new int[]{0}, 0, unchanged, 5).pixels()));
            }
        }
        Radiograph radiograph = RadiographReader.read(file);
        try (LoadedClassifier model = open(write(preprocessing.toJson(config)))) {
            hashes.add(hash(model.input(radiograph)));
            hashes.add(hash(model.pictureInput()
                    .evaluationInput(List.of(RadiographPictures.of(radiograph, model.preprocessing().pictureSize())))));
        }
        assertEquals(List.of(expected), hashes.stream().distinct().toList());
    }

    @Test
    void theGraphNamesEveryStepAndIsReadBack() throws IOException {
        Preprocessing preprocessing = new Preprocessing(36, EvaluationCrop.CENTER);
        String json = preprocessing.toJson(config);
        assertEquals(preprocessing, Preprocessing.fromJson(json, config));
        List<String> steps = new ArrayList<>();
        for (JsonNode step : new ObjectMapper().readTree(json).path("steps")) {
            steps.add(step.path("step").asText());
        }
        assertEquals(List.of("stored_values", "modality", "voi", "inversion", "resize", "eight_bits", "field",
                "unit_range", "standardise", "channels", "subtract_mean_picture"), steps);
        NetworkConfig fixed = config.with("pixels.standardize", "false").with("pixels.mean_image", "false");
        assertTrue(preprocessing.toJson(fixed).contains("\"normalise\",\"mean\":["), preprocessing.toJson(fixed));
    }

    @Test
    void aModelWithoutStepsIsReadAsWhatWasDoneThen() {
        String before = "{\"format\":1,\"picture_size\":36,\"evaluation_crop\":\"center\"}";
        assertEquals(new Preprocessing(36, EvaluationCrop.CENTER), Preprocessing.fromJson(before, config));
    }

    @Test
    void aModelWithoutAnyGraphSeesTheFullField() throws Exception {
        try (LoadedClassifier model = open(write(Optional.empty()))) {
            assertEquals(new Preprocessing(INPUT, EvaluationCrop.NONE), model.preprocessing());
        }
    }

    @Test
    void aGraphThatThisProgramDoesNotKnowIsRefusedInOneSentence() throws Exception {
        String json = new Preprocessing(36, EvaluationCrop.CENTER).toJson(config);
        assertRefused(json.replace("\"first_window\",", ""), "they part at step 3, \"voi\"");
        assertRefused(json.replace("0.99", "0.995"), "they part at step 3, \"voi\"");
        assertRefused(json.replace(LAST_STEP, LAST_STEP + ",{\"step\":\"sharpen\"}"), "\"sharpen\"");
        assertRefused(json.replace("," + LAST_STEP, ""), "\"subtract_mean_picture\"");
        assertRefused(json.replace("\"format\":2", "\"format\":3"), "it has format 3");
        assertRefused(json.replace("\"format\":2", "\"format\":2,\"colour\":\"lab\""), "more than its steps");
        assertRefused(json.replace("\"center\"", "\"left\""), "a crop other than none and center");
        assertRefused(json.replace("\"step\":\"resize\"", "\"step\":\"shrink\""), "no step \"resize\"");
        assertRefused("{\"format\":2,", "is no JSON");
    }

    private void assertRefused(String json, String words) throws IOException {
        Path file = write(Optional.of(json));
        ModelException refused = assertThrows(ModelException.class, () -> open(file).close());
        String sentence = refused.sentence();
        assertTrue(sentence.startsWith("The model " + file + " cannot be used: its preprocessing graph is"), sentence);
        assertTrue(sentence.contains(words), sentence);
        assertFalse(sentence.contains("\n"), sentence);
    }

    private LoadedClassifier open(Path file) throws Exception {
        ComputeEngine engine = ComputeEngine.start(new Compute("cpu", "1", folder), notice -> {
        });
        return new ModelLoader(engine, notice -> {
        }).classifier(file);
    }

    private Path write(String graph) throws IOException {
        return write(Optional.of(graph));
    }

    private Path write(Optional<String> graph) throws IOException {
        Path file = folder.resolve("model.safetensors");
        Map<String, String> metadata = new HashMap<>(
                Map.of(ClassifierFile.FINDINGS_KEY, "[\"mass\",\"nodule\"]"));
        graph.ifPresent(json -> metadata.put(Preprocessing.KEY, json));
        try (NDManager manager = NDManager.newBaseManager();
                ParameterSet parameters = ParameterSet.create(manager, ParameterLayout.classification(config),
                        new Initializer(4))) {
            ModelFile.write(file, config, parameters, metadata);
        }
        return file;
    }

    /** Twelve bits, low values white, two windows, a collimated edge of padding; neither side a multiple of the input's. */
    private Path dicom() throws IOException {
        short[] stored = new short[90 * 61];
        for (int i = 0; i < stored.length; i++) {
            stored[i] = (short) (i % 61 < 5 ? 4095 : (i * 37 + i / 61 * 11) % 3000);
        }
        Radiograph radiograph = new Radiograph(90, 61, stored, false, 12, 2, -100, true,
                List.of(WindowLevel.linear(2800, 5200), WindowLevel.linear(100, 300)), OptionalInt.of(4095),
                Optional.empty(), ViewPosition.PA);
        Path file = folder.resolve("film.dcm");
        DicomWriter.write(RadiographModules.of(radiograph).text(Tags.SOP_CLASS_UID, Uids.COMPUTED_RADIOGRAPHY)
                .text(Tags.SOP_INSTANCE_UID, Uids.fromSeed("graph")).build(), file);
        return file;
    }

    private static String hash(float[] values) throws Exception {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length);
        bytes.asFloatBuffer().put(values);
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array())).substring(0, 16);
    }
}
