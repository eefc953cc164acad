package org.refers.app.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.refers.model.network.Preset;
import org.refers.model.network.Size;
import org.refers.model.weights.WeightReport;
import org.refers.training.compute.ComputeEngine;
import org.refers.training.compute.ComputeException;
import org.refers.training.predict.ModelException;
import org.refers.training.weights.TextModel;
import org.refers.training.weights.WeightCatalog;
import org.refers.training.weights.WeightCatalog.Published;
import org.refers.training.weights.WeightExport;
import org.refers.training.weights.WeightFetch;
import org.refers.training.weights.WeightImporter;
import org.refers.training.weights.WeightImporter.Imported;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code refers weights}: weights of other programs in and out. */
final class WeightsCommand {

    /** Names shown of each list in words; JSON has all. */
    private static final int SHOWN = 6;

    private WeightsCommand() {
    }

    /** The command with all it can do. */
    static CommandLine commandLine(Console console) {
        return CommandGroup.of("weights",
                "Take weights of other programs in, give ours out, fetch published ones.",
                List.of(new Import(console), new Export(console), new Fetch(console), new ListAll(console),
                        new Encode(console)));
    }

    /** What was imported. */
    record ImportResult(String file, String format, List<String> matched, List<String> missing, List<String> leftOver,
            Map<String, String> changed, @Nullable Integer vocabulary) {

        static ImportResult of(Path file, Imported imported) {
            WeightReport report = imported.report();
            return new ImportResult(file.toString(), report.format(), report.matched(), report.missing(),
                    report.leftOver(), report.changed(), imported.words().orElse(null));
        }

        String inWords() {
            List<String> lines = new ArrayList<>();
            lines.add("%d tensors of the %s are in %s.".formatted(matched.size(), format, file));
            changed.forEach((name, how) -> lines.add("Made to fit: " + name + ", " + how + "."));
            if (!missing.isEmpty()) {
                lines.add("Missing, so they start anew: " + few(missing) + ".");
            }
            if (!leftOver.isEmpty()) {
                lines.add("Left over: " + few(leftOver) + ".");
            }
            if (vocabulary != null) {
                lines.add("Its vocabulary of " + vocabulary + " words is in it.");
            }
            return String.join(System.lineSeparator(), lines);
        }

        private static String few(List<String> names) {
            return String.join(", ", names.subList(0, Math.min(SHOWN, names.size())))
                    + (names.size() > SHOWN ? " and " + (names.size() - SHOWN) + " more" : "");
        }
    }

    /** {@code refers weights import}. */
    @Command(name = "import", description = "Make a model file of weights of another program: timm or Hugging Face safetensors, a JAX .npz, a PyTorch checkpoint (such as REFERS' own), a TensorFlow checkpoint or SavedModel folder.")
    static final class Import implements Callable<Integer> {

        @Mixin
        private OutputOptions output = new OutputOptions();

        @Parameters(paramLabel = "FILE", description = "The foreign file, or a SavedModel's folder.")
        private Path file = Path.of("");

        @Option(names = "--out", required = true, paramLabel = "FILE.safetensors", description = "The model file to be written.")
        private Path out = Path.of("");

        @Option(names = "--preset", paramLabel = "paper|released", defaultValue = "released", description = "Architecture they are for (default ${DEFAULT-VALUE}, which published vision transformers fit).")
        private Preset preset = Preset.RELEASED;

        @Option(names = "--size", paramLabel = "tiny|small|base", description = "Make them fit this size: positions are resized, colours summed to grey. Without it they keep the size they have.")
        private Optional<Size> size = Optional.empty();

        @Option(names = "--heads", paramLabel = "N", description = "Attention heads, where there are not 64 values a head. Weights do not tell.")
        private Optional<Integer> heads = Optional.empty();

        @Option(names = "--vocabulary", paramLabel = "FILE", description = "vocab.txt or tokenizer.json of the text encoder; without it, the one beside the file.")
        private Optional<Path> vocabulary = Optional.empty();

        private final Console console;

        Import(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() {
            OptionalInt asked = heads.isPresent() ? OptionalInt.of(heads.get()) : OptionalInt.empty();
            try {
                ImportResult result = ImportResult.of(out, WeightImporter.run(
                        new WeightImporter.Request(file, out, preset, size, asked, vocabulary)));
                output.print(console, result, result::inWords);
                return 0;
            } catch (ModelException unusable) {
                throw CliException.badInput(unusable.sentence(), unusable);
            }
        }
    }

    /** {@code refers weights export}. */
    @Command(name = "export", description = "Write a part of a model as safetensors under the names that timm (radiograph-transformer) or Hugging Face's BertModel (text-encoder) reads.")
    static final class Export implements Callable<Integer> {

        @Mixin
        private OutputOptions output = new OutputOptions();

        @Option(names = "--model", required = true, paramLabel = "M", description = "Run folder, checkpoint folder or model file.")
        private Path model = Path.of("");

        @Option(names = "--part", paramLabel = "radiograph-transformer|text-encoder", defaultValue = "radiograph-transformer", description = "Which part (default ${DEFAULT-VALUE}).")
        private String part = "radiograph-transformer";

        @Option(names = "--out", required = true, paramLabel = "FILE.safetensors", description = "The file to be written.")
        private Path out = Path.of("");

        private final Console console;

        Export(Console console) {
            this.console = console;
        }

        /** What was exported. */
        record ExportResult(String file, List<String> names) {
        }

        @Override
        public Integer call() {
            try {
                ExportResult result = new ExportResult(out.toString(),
                        WeightExport.run(model, chosen(), out, console::tell));
                output.print(console, result, () -> result.names().size() + " tensors are in " + result.file() + ".");
                return 0;
            } catch (ModelException unusable) {
                throw CliException.badInput(unusable.sentence(), unusable);
            }
        }

        private WeightExport.Part chosen() {
            return switch (part) {
                case "radiograph-transformer" -> WeightExport.Part.RADIOGRAPH_TRANSFORMER;
                case "text-encoder" -> WeightExport.Part.TEXT_ENCODER;
                default -> throw CliException.badInput("--part " + part
                        + " is no part; say radiograph-transformer or text-encoder.");
            };
        }
    }

    /** {@code refers weights fetch}. */
    @Command(name = "fetch", description = "Fetch published weights over the network, checked by their digest, and make a model file of them. A download that broke off is gone on with.")
    static final class Fetch implements Callable<Integer> {

        @Mixin
        private OutputOptions output = new OutputOptions();

        @Parameters(paramLabel = "NAME", description = "Such as bert-base-uncased; refers weights list names all.")
        private String name = "";

        @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder for the model file; made if it is not there.")
        private Path out = Path.of("");

        private final Console console;

        Fetch(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() {
            Published published = WeightCatalog.find(name)
                    .orElseThrow(() -> CliException.badInput("There are no weights"
                            + " called " + name + "; refers weights list names what can be fetched."));
            Path repository = Path.of(System.getProperty("user.home", ""), ".m2", "repository");
            try {
                WeightFetch.Fetched fetched = new WeightFetch(published, console::tell).into(out,
                        Optional.of(repository));
                ImportResult result = ImportResult.of(fetched.model(), fetched.imported());
                output.print(console, result, result::inWords);
                return 0;
            } catch (ModelException failed) {
                throw CliException.badInput(failed.sentence(), failed);
            }
        }
    }

    /** {@code refers weights list}. */
    @Command(name = "list", description = "Name the published weights that can be fetched.")
    static final class ListAll implements Callable<Integer> {

        @Mixin
        private OutputOptions output = new OutputOptions();

        private final Console console;

        ListAll(Console console) {
            this.console = console;
        }

        /** One row. */
        record Row(String name, String what, String licence, long bytes, String from, String sha256) {
        }

        /** All rows. */
        record ListResult(List<Row> weights) {
        }

        @Override
        public Integer call() {
            ListResult result = new ListResult(WeightCatalog.all().stream().map(one -> new Row(one.name(), one.what(),
                    one.licence(), one.bytes(), one.address().toString(), one.sha256())).toList());
            output.print(console, result, () -> String.join(System.lineSeparator(), result.weights().stream()
                    .map(row -> "%s: %s. %d MB, %s.".formatted(row.name(), row.what(), row.bytes() / 1_000_000,
                            row.licence()))
                    .toList()));
            return 0;
        }
    }

    /** {@code refers weights encode}. */
    @Command(name = "encode", description = "Run a text encoder on a text, to hold it against another program.")
    static final class Encode implements Callable<Integer> {

        @Mixin
        private OutputOptions output = new OutputOptions();

        @Mixin
        private DeviceOptions device = new DeviceOptions();

        @Option(names = "--model", required = true, paramLabel = "DIR|FILE", description = "Folder of fetched weights, model file, or run of a pre-training.")
        private Path model = Path.of("");

        @Option(names = "--text", required = true, paramLabel = "T", description = "The text.")
        private String text = "";

        private final Console console;

        Encode(Console console) {
            this.console = console;
        }

        /** The printed object. */
        record EncodeResult(List<Integer> ids, float[] pooled) {
        }

        @Override
        public Integer call() {
            try (ComputeEngine engine = ComputeEngine.start(device.compute(), console::tell);
                    TextModel loaded = TextModel.open(model, engine)) {
                TextModel.Encoded encoded = loaded.encode(text);
                EncodeResult result = new EncodeResult(encoded.ids(), encoded.pooled());
                output.print(console, result, () -> "ids " + result.ids() + System.lineSeparator() + "pooled "
                        + Arrays.toString(result.pooled()));
                return 0;
            } catch (ModelException | ComputeException wrong) {
                throw CliException.badInput(String.valueOf(wrong.getMessage()), wrong);
            }
        }
    }
}
