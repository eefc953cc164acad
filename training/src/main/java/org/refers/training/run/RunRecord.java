package org.refers.training.run;

import ai.djl.engine.Engine;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.refers.model.dicom.DicomException;
import org.refers.model.image.RadiographReader;
import org.refers.model.network.NetworkConfig;
import org.refers.model.network.Preset;
import org.refers.model.network.Size;
import org.refers.model.store.AtomicFiles;
import org.refers.model.workspace.Split;
import org.refers.model.workspace.StudyIndex;
import org.refers.training.compute.ComputeEngine;
import org.refers.training.cuda.CudaDriver;
import org.refers.training.data.PictureSet;
import org.refers.training.data.Seeds;
import org.refers.training.libtorch.TorchLibrary;
import org.refers.training.run.NetworkOrigins.Decided;
import org.refers.training.run.Recipe.Origin;
import org.refers.training.run.Recipe.Setting;
import org.refers.training.store.ProgramVersion;
import org.refers.training.store.RunFolder;
import org.refers.training.weights.ModelWords;
import org.refers.training.weights.WeightOrigin;

/** The files of a run folder that tell what the run is: configuration, environment, data, card. */
final class RunRecord {

    private static final int FORMAT = 1;
    private static final String ORIGINS = "origins";
    private static final String NETWORK_ORIGINS = "network_origins";

    private final RunFolder folder;
    private final ObjectMapper json = new ObjectMapper();

    RunRecord(RunFolder folder) {
        this.folder = folder;
    }

    /**
     * What a run is, as {@code config.yaml} keeps it.
     *
     * @param kind {@code pretrain} or {@code finetune}
     * @param architecture preset and size it was asked for
     * @param facts further values by key: task, label ratio, where the weights came from
     * @param origins who chose the preset, the size and the like, by key, see {@link Choice}; empty in runs of before
     * @param recipe the recipe
     */
    record Identity(String kind, Architecture architecture, Map<String, String> facts, Map<String, String> origins,
            Recipe recipe) {

        /** The same with other facts, and the recipe as it was taken up. */
        Identity with(Map<String, String> others, Recipe taken) {
            return new Identity(kind, architecture, others, origins, taken);
        }
    }

    /**
     * One radiograph of the manifest.
     *
     * @param use side that it is used on, or {@link #LEFT_OUT}
     */
    record ManifestRow(String radiograph, String study, String patient, String sha256, String split, String use) {

        /** Use of a radiograph that could not be read. */
        static final String LEFT_OUT = "left_out";

        /** The row of an index's radiograph. */
        static ManifestRow of(StudyIndex index, int radiograph, Split split, PictureSet pictures) {
            int study = index.studyOf(radiograph);
            String side = split.name().toLowerCase(Locale.ROOT);
            String id = index.radiographId(radiograph);
            return new ManifestRow(id, index.id(study), index.patientId(study), index.sha256(radiograph), side,
                    pictures.isUnreadable(id) ? LEFT_OUT : side);
        }

        private String[] values() {
            return new String[]{radiograph, study, patient, sha256, split, use};
        }
    }

    /**
     * Writes what the run is, every value with its origin.
     *
     * @param data who decided the network's fields that follow from the data, by their paths
     */
    void writeConfig(Identity identity, NetworkConfig network, Map<String, Decided> data, ComputeEngine engine)
            throws IOException {
        ObjectNode root = json.createObjectNode().put("format", FORMAT).put("kind", identity.kind())
                .put("device", engine.words())
                .put("preset", word(network.preset())).put("size", ModelWords.size(network))
                .put("base", baseOf(identity.recipe()));
        identity.facts().forEach(root::put);
        ObjectNode origins = root.putObject(ORIGINS);
        identity.origins().forEach(origins::put);
        ObjectNode recipe = root.putObject("recipe");
        identity.recipe().settings().forEach((key, setting) -> recipe.putObject(key.key())
                .put("value", setting.value()).put("origin", word(setting.origin())).put("reason", setting.reason()));
        root.set("network", network.toJson());
        ObjectNode deciders = root.putObject(NETWORK_ORIGINS);
        NetworkOrigins.of(network, identity, data).forEach((field, decided) -> deciders.putObject(field)
                .put("origin", decided.origin()).put("by", decided.by()));
        folder.write(RunFolder.CONFIG, new YAMLMapper().writeValueAsString(root));
    }

    /** Adds what the run really computes with, once that is known. */
    void writeUsed(UsedValues used) throws IOException {
        YAMLMapper yaml = new YAMLMapper();
        if (!(yaml.readTree(Files.readString(folder.file(RunFolder.CONFIG))) instanceof ObjectNode root)) {
            throw new IOException("the configuration that was just written is gone");
        }
        ObjectNode values = root.putObject("used");
        used.values().forEach((name, value) -> values.putObject(name).put("value", value.value())
                .put("origin", value.origin()).put("reason", value.reason()));
        folder.write(RunFolder.CONFIG, yaml.writeValueAsString(root));
    }

    private static String baseOf(Recipe recipe) {
        return RecipeFiles.NAMES.contains(recipe.name()) ? recipe.name() : "paper";
    }

    private static String word(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads what a run folder says of itself; a resumed run takes it up.
     *
     * @throws TrainingException if the file is damaged or of a newer version
     */
    static Identity read(Path runFolder, Recipe asked) throws TrainingException {
        Path file = runFolder.resolve(RunFolder.CONFIG);
        try {
            JsonNode root = new YAMLMapper().readTree(Files.readString(file));
            if (!root.isObject()) {
                throw TrainingException.input(file + " is damaged: it "
                        + (root.isMissingNode() ? "is empty" : "holds no settings") + ".");
            }
            if (root.path("format").asInt() != FORMAT) {
                throw TrainingException.input(file + " has format " + root.path("format")
                        + ", which this version does not know.");
            }
            Recipe recipe = asked.named(root.path("base").asText());
            for (Map.Entry<String, JsonNode> entry : root.path("recipe").properties()) {
                JsonNode value = entry.getValue();
                recipe = recipe.with(RecipeKey.of(entry.getKey()), new Setting(value.path("value").asText(),
                        Origin.valueOf(value.path("origin").asText("default").toUpperCase(Locale.ROOT)),
                        value.path("reason").asText()));
            }
            Architecture architecture = new Architecture(
                    Preset.valueOf(root.path("preset").asText().toUpperCase(Locale.ROOT)),
                    sizeOf(root.path("size").asText()));
            Map<String, String> facts = new LinkedHashMap<>();
            for (String fact : FACTS) {
                if (root.has(fact)) {
                    facts.put(fact, root.path(fact).asText());
                }
            }
            Map<String, String> origins = new LinkedHashMap<>();
            root.path(ORIGINS).properties().forEach(entry -> origins.put(entry.getKey(), entry.getValue().asText()));
            return new Identity(root.path("kind").asText(), architecture, facts, origins, withCommands(recipe, asked));
        } catch (JsonProcessingException | IllegalArgumentException damaged) {
            throw TrainingException.input(file + " is damaged: " + damaged.getMessage(), damaged);
        } catch (IOException unreadable) {
            throw TrainingException.input(file + " cannot be read.", unreadable);
        }
    }

    /** A size of no name is a model's own, and a run that began with a model never makes a network by its size. */
    private static Size sizeOf(String word) {
        return word.equals(ModelWords.OTHER) ? Size.BASE : Size.valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** Keys of {@code config.yaml} that describe a run besides its recipe and network. */
    static final List<String> FACTS = List.of("method", "task", "findings", "label_ratio", "init", "init_sha256",
            WeightOrigin.SOURCE_FACT, WeightOrigin.LICENCE_FACT);

    /** What the command line says now counts over what the run began with. */
    private static Recipe withCommands(Recipe kept, Recipe asked) {
        Recipe recipe = kept;
        for (Map.Entry<RecipeKey, Setting> entry : asked.settings().entrySet()) {
            if (entry.getValue().origin() == Origin.COMMAND) {
                recipe = recipe.with(entry.getKey(), entry.getValue());
            }
        }
        return recipe;
    }

    void writeEnvironment(ComputeEngine engine, MemoryCheck memory) throws IOException {
        ObjectNode root = json.createObjectNode().put("format", FORMAT)
                .put("time", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString())
                .put("program", ProgramVersion.get()).put("java", Runtime.version().toString())
                .put("engine", Engine.getInstance().getEngineName())
                .put("engine_version", Engine.getInstance().getVersion())
                .put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"))
                .put("arch", System.getProperty("os.arch"))
                .put("processors", Runtime.getRuntime().availableProcessors())
                .put("max_heap_bytes", Runtime.getRuntime().maxMemory()).put("device", engine.words())
                .put("threads", engine.threads()).put("linear_layers", engine.linear().word());
        root.put("dicom_provider", dicomProvider());
        TorchLibrary library = engine.surroundings().library();
        // The folder's name alone: its path may hold the name of a user.
        root.putObject("torch_library").put("source", word(library.source())).put("version", library.version())
                .put("flavor", library.flavor()).put("folder", library.folderName().orElse(null));
        CudaDriver driver = engine.surroundings().driver();
        ArrayNode cards = root.putObject("driver").put("state", word(driver.state()))
                .put("cuda", driver.cuda() > 0 ? driver.cudaWords() : null).putArray("cards");
        driver.cards().forEach(card -> cards.addObject().put("name", card.name()).put("memory_bytes", card.memory())
                .put("compute_capability", card.major() + "." + card.minor()));
        memory.describe(root);
        folder.write(RunFolder.ENVIRONMENT, root.toPrettyString() + "\n");
    }

    private static String dicomProvider() throws IOException {
        try {
            return RadiographReader.providerName();
        } catch (DicomException absent) {
            throw new IOException(absent.getMessage(), absent);
        }
    }

    /** How a run's radiographs differ from those of its manifest, in a sentence; empty if they do not. */
    Optional<String> dataChange(Iterable<ManifestRow> rows) throws IOException {
        Path file = folder.file(RunFolder.MANIFEST);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        long[] before;
        try (Stream<String> lines = Files.lines(file)) {
            before = lines.skip(1).mapToLong(line -> Seeds.hash(line.replace("\"", ""))).sorted().toArray();
        }
        long[] now = StreamSupport.stream(rows.spliterator(), false)
                .mapToLong(row -> Seeds.hash(String.join(",", row.values())))
                .sorted().toArray();
        long added = notIn(now, before);
        long gone = notIn(before, now);
        return added + gone == 0
                ? Optional.empty()
                : Optional.of(
                        ("The data have changed since the run began: of its radiographs %d are new or changed and %d"
                                + " gone or changed, so it no longer ends as it would have without a break.")
                                .formatted(added,
                                        gone));
    }

    private static long notIn(long[] sorted, long[] others) {
        return Arrays.stream(sorted).filter(row -> Arrays.binarySearch(others, row) < 0).count();
    }

    /** Writes the manifest row by row. */
    void writeManifest(Iterable<ManifestRow> rows) throws IOException {
        AtomicFiles.write(folder.file(RunFolder.MANIFEST), channel -> {
            Writer text = new BufferedWriter(Channels.newWriter(channel, StandardCharsets.UTF_8));
            try (SequenceWriter csv = new CsvMapper().writer().without(StreamWriteFeature.AUTO_CLOSE_TARGET)
                    .writeValues(text)) {
                csv.write(new String[]{"radiograph_id", "study_id", "patient_id", "sha256", "split", "use"});
                for (ManifestRow row : rows) {
                    csv.write(row.values());
                }
            }
            text.flush();
        });
    }
}
