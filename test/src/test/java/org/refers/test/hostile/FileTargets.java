package org.refers.test.hostile;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.refers.app.engine.RunsDoor;
import org.refers.app.experiment.ExperimentFile;
import org.refers.model.explain.ExplanationSettings;
import org.refers.model.network.ModelFile;
import org.refers.model.network.NetworkConfig;
import org.refers.model.network.Preset;
import org.refers.model.network.Size;
import org.refers.model.store.Safetensors;
import org.refers.model.store.TensorInfo;
import org.refers.model.text.Casing;
import org.refers.model.text.ReportLanguage;
import org.refers.model.text.ReportLanguages;
import org.refers.model.text.ReportTokenizer;
import org.refers.model.text.WordPieceTokenizer;
import org.refers.model.weights.WeightFile;
import org.refers.model.weights.WeightFiles;
import org.refers.model.workspace.importer.CsvTable;
import org.refers.model.workspace.importer.ImporterDoor;
import org.refers.test.hostile.Target.Budget;
import org.refers.training.data.PictureDoor;
import org.refers.training.device.DeviceQueue;
import org.refers.training.device.ProbeWire;
import org.refers.training.explain.BoxTable;
import org.refers.training.metric.ScoreFile;
import org.refers.training.predict.Preprocessing;
import org.refers.training.run.Recipe;
import org.refers.training.run.RecipeFiles;
import org.refers.training.run.RunWire;
import org.refers.training.store.CheckpointException;
import org.refers.training.store.CheckpointStore;
import org.refers.training.store.Predictions;

/** Weights, tokenizers, tables, recipes, and the files of runs and caches. */
final class FileTargets {

    /** Buffers of readers, first loading of a parser, exceptions with their stacks. */
    private static final long FIXED = 24L << 20;
    /** Text as bytes, characters, tokens and a tree of objects. */
    private static final long TREE = 800;
    /** The same, and tensors that a damaged zip lets unfold. */
    private static final long UNFOLDED = 2_000;

    /** Side of the pictures in a cache's segment here. */
    static final int SIDE = 4;

    private static final NetworkConfig TINY = NetworkConfig.of(Preset.PAPER, Size.TINY, 100, 100);
    private static final List<Class<? extends Throwable>> IO = List.of(IOException.class);
    private static final List<Class<? extends Throwable>> ARGUMENT = List.of(IllegalArgumentException.class);
    private static final List<Class<? extends Throwable>> EITHER = List.of(IOException.class,
            IllegalArgumentException.class);

    private FileTargets() {
    }

    static List<Target> all() {
        List<Target> targets = new ArrayList<>();
        targets.addAll(weights());
        targets.addAll(texts());
        targets.addAll(tables());
        targets.addAll(runs());
        return targets;
    }

    private static List<Target> weights() {
        Budget budget = Budget.of(FIXED + (64L << 20), UNFOLDED);
        return List.of(new Target("safetensors", ".safetensors", FileTargets::safetensors, EITHER, budget),
                new Target("npz", ".npz", FileTargets::weights, IO, budget),
                new Target("npy", ".npz", file -> zipped(file, "a.npy"), IO, budget),
                new Target("torch-zip", ".pth", FileTargets::weights, IO, budget),
                new Target("pickle", ".pth", file -> zipped(file, "archive/data.pkl"), IO, budget),
                new Target("torch-legacy", ".bin", FileTargets::weights, IO, budget),
                new Target("tensorflow", ".index", FileTargets::tensorFlow, IO, budget));
    }

    private static List<Target> texts() {
        Budget budget = Budget.of(FIXED, TREE);
        return List.of(new Target("tokenizer-json", ".json", FileTargets::tokenizer, EITHER, budget),
                new Target("sentencepiece", ".model", FileTargets::tokenizer, EITHER, budget),
                new Target("vocabulary", ".txt", file -> WordPieceTokenizer.load(file, Casing.UNCASED), EITHER, budget),
                new Target("report", ".txt", ImporterDoor::report, IO, budget),
                new Target("openi", ".xml", ImporterDoor::openI, IO, budget),
                new Target("language", ".json", FileTargets::language, EITHER, budget),
                new Target("recipe", ".yaml", FileTargets::recipe, ARGUMENT, budget),
                new Target("experiment", ".yaml", ExperimentFile::read, ARGUMENT, budget),
                new Target("explanation", ".json", file -> ExplanationSettings.fromJson(Files.readString(file)),
                        EITHER, budget),
                new Target("preprocessing", ".json", file -> Preprocessing.fromJson(Files.readString(file), TINY),
                        EITHER, budget));
    }

    private static List<Target> tables() {
        Budget budget = Budget.of(FIXED, TREE);
        return List.of(new Target("csv", ".csv", CsvTable::readWhole, IO, budget),
                new Target("csv-gz", ".csv.gz", CsvTable::readWhole, IO, Budget.of(FIXED + (512L << 20), 2_000)),
                new Target("drawn-table", ".csv", ImporterDoor::annotations, IO, budget),
                new Target("drawn-coco", ".json", ImporterDoor::annotations, IO, budget),
                new Target("drawn-dicom", ".dcm", ImporterDoor::annotations, IO, budget),
                new Target("boxes", ".csv", file -> BoxTable.read(file, "a.png"), EITHER, budget),
                new Target("scores", ".txt", ScoreFile::read, EITHER, budget),
                new Target("predictions", ".csv", file -> Predictions.read(file).scored(), EITHER, budget));
    }

    private static List<Target> runs() {
        Budget budget = Budget.of(FIXED, TREE);
        return List.of(new Target("state", ".json", FileTargets::state, List.of(CheckpointException.class), budget),
                new Target("metrics", ".jsonl", file -> run(file, "metrics.jsonl"), IO, budget),
                new Target("config", ".yaml", file -> run(file, "config.yaml"), IO, budget),
                new Target("queue", ".ticket", FileTargets::queue, IO, budget),
                new Target("picture-table", ".csv", FileTargets::pictureTable, IO, budget),
                new Target("pictures", ".npy", file -> PictureDoor.pictures(entriesBeside(file), SIDE), IO, budget),
                new Target("run-wire", ".json", FileTargets::wire, EITHER, budget));
    }

    private static void safetensors(Path path) throws IOException {
        try (Safetensors file = Safetensors.open(path)) {
            for (TensorInfo info : file.tensors().values()) {
                if (info.type().isInteger()) {
                    file.longs(info.name());
                } else {
                    file.floats(info.name());
                }
            }
            ModelFile.config(file);
        }
    }

    private static void weights(Path path) throws IOException {
        try (WeightFile file = WeightFiles.open(path)) {
            for (String name : file.shapes().keySet()) {
                file.floats(name);
            }
        }
    }

    /** A zip's own checks would keep most damage from the reader of what is in it. */
    private static void zipped(Path path, String entry) throws IOException {
        byte[] content = Files.readAllBytes(path);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(path))) {
            zip.setLevel(0);
            zip.putNextEntry(new ZipEntry(entry));
            zip.write(content);
            zip.putNextEntry(new ZipEntry("archive/data/0"));
            zip.write(new byte[64]);
        }
        weights(path);
    }

    /** An index followed by its numbers, whose length stands in the last two bytes. */
    private static void tensorFlow(Path path) throws IOException {
        byte[] both = Files.readAllBytes(path);
        int numbers = both.length < 2 ? 0 : (both[both.length - 2] & 0xff) << 8 | both[both.length - 1] & 0xff;
        int index = Math.max(0, both.length - 2 - numbers);
        Files.write(path, Arrays.copyOf(both, index));
        String name = path.toString();
        Files.write(Path.of(name.substring(0, name.length() - ".index".length()) + ".data-00000-of-00001"),
                Arrays.copyOfRange(both, index, Math.max(index, both.length - 2)));
        weights(path);
    }

    private static void tokenizer(Path path) throws IOException {
        ReportTokenizer tokenizer = ReportTokenizer.load(path);
        int[] ids = tokenizer.encode("Small left pleural effusion, \u00e9 \ud83e\udec1.", 64);
        tokenizer.decode(Arrays.stream(ids).filter(id -> id >= 0 && id < tokenizer.vocabularySize()).toArray());
    }

    /** A table's expressions are somebody else's too: they are tried on a report. */
    private static void language(Path path) throws IOException {
        ReportLanguages languages = ReportLanguages.only(ReportLanguage.read(path));
        String report = "FINDINGS: No left pleural effusion, but a right one. IMPRESSION: No change.";
        languages.parse(report);
        languages.mirrorSides(report);
        languages.extractorOf(report).extract(report);
    }

    private static void recipe(Path path) {
        for (Recipe.Purpose purpose : Recipe.Purpose.values()) {
            new RecipeFiles().find(path.toString(), purpose);
        }
    }

    /** A checkpoint whose two files of tensors are empty, as the seed's digests say. */
    private static void state(Path path) throws IOException {
        Path folder = folder(path, "checkpoint");
        Files.write(folder.resolve("model.safetensors"), new byte[0]);
        Files.write(folder.resolve("optimizer.safetensors"), new byte[0]);
        Files.write(folder.resolve("state.json"), Files.readAllBytes(path));
        CheckpointStore.open(folder);
    }

    private static void run(Path path, String as) throws IOException {
        Path runs = folder(path, "runs-" + as);
        Path run = Files.createDirectories(runs.resolve("run"));
        Files.writeString(run.resolve("config.yaml"), "format: 1\nkind: pretrain\nrecipe:\n  max_steps: {value: 3}\n");
        Files.writeString(run.resolve("environment.json"), "{\"device\": \"cpu\"}");
        Files.write(run.resolve(as), Files.readAllBytes(path));
        RunsDoor.read(runs);
    }

    /** A ticket that somebody left before ours must not keep us from our turn for ever, if its process is none. */
    private static void queue(Path path) throws IOException {
        Path cache = folder(path, "cache");
        Path tickets = Files.createDirectories(cache.resolve("queue/cpu"));
        Files.write(tickets.resolve("000000000001"), Files.readAllBytes(path));
        int[] looks = {0};
        var turn = new DeviceQueue(cache, "cpu").await(() -> looks[0]++ > 0, before -> {
            // Nobody waits here.
        });
        if (turn.isPresent()) {
            turn.get().close();
        }
    }

    private static Path entriesBeside(Path file) throws IOException {
        Path entries = file.resolveSibling("file.csv");
        if (Files.notExists(entries)) {
            Path made = folder(file, "made").resolve("file.npy");
            PictureDoor.write(made, SIDE, 3);
            Files.move(made.resolveSibling("file.csv"), entries);
            Files.delete(made);
        }
        return file;
    }

    private static void pictureTable(Path file) throws IOException {
        Path folder = folder(file, "segment");
        Path pictures = folder.resolve("made.npy");
        if (Files.notExists(pictures)) {
            PictureDoor.write(pictures, SIDE, 3);
        }
        Files.write(folder.resolve("made.csv"), Files.readAllBytes(file));
        PictureDoor.pictures(pictures, SIDE);
    }

    private static void wire(Path path) throws IOException {
        String line = new String(Files.readAllBytes(path), java.nio.charset.StandardCharsets.UTF_8);
        boolean answered = RunWire.answer(line).isPresent();
        boolean told = ProbeWire.news(line).isPresent();
        try {
            ProbeWire.request(line);
        } catch (IllegalArgumentException expected) {
            // Then it may be the other's.
        }
        if (!answered && !told) {
            RunWire.request(line);
        }
    }

    private static Path folder(Path file, String name) throws IOException {
        return Files.createDirectories(file.resolveSibling(name));
    }

    /** The last two bytes of a TensorFlow input. */
    static byte[] joined(byte[] index, byte[] numbers) {
        return ByteBuffer.allocate(index.length + numbers.length + 2).put(index).put(numbers)
                .putShort((short) numbers.length).array();
    }
}
