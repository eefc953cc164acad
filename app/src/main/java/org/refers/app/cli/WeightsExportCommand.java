package org.refers.app.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.refers.model.text.Counted;
import org.refers.training.predict.ModelException;
import org.refers.training.weights.ClassifierExport;
import org.refers.training.weights.Exported;
import org.refers.training.weights.WeightExport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code refers weights export}. */
@Command(name = "export", description = "Write a part of a model as safetensors under the names that timm (radiograph-transformer) or Hugging Face's BertModel (text-encoder) reads, or a fine-tuned classifier with its preprocessing as TorchScript. A card that describes the file is written beside it.")
final class WeightsExportCommand implements Callable<Integer> {

    private static final String RADIOGRAPH = "radiograph-transformer";

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Option(names = "--model", required = true, paramLabel = "M", description = "Run folder, checkpoint folder or model file.")
    private Path model = Path.of("");

    @Option(names = "--format", paramLabel = "safetensors|torchscript", defaultValue = "safetensors", description = "safetensors: one part's weights; torchscript: a whole classifier that takes a picture and gives probabilities (default ${DEFAULT-VALUE}).")
    private Format format = Format.SAFETENSORS;

    @Option(names = "--part", paramLabel = "radiograph-transformer|text-encoder", description = "Which part goes into safetensors; without it, the radiograph transformer.")
    private Optional<String> part = Optional.empty();

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "The file to be written, such as vit.safetensors or classifier.pt.")
    private Path out = Path.of("");

    private final Console console;

    WeightsExportCommand(Console console) {
        this.console = console;
    }

    /** What is written. */
    enum Format {
        SAFETENSORS,
        TORCHSCRIPT
    }

    /** What was exported. */
    record ExportResult(String file, String card, String sha256, List<String> names) {
    }

    @Override
    public Integer call() {
        if (format == Format.TORCHSCRIPT && part.isPresent()) {
            throw CliException
                    .badInput("--part goes with --format safetensors; torchscript takes the whole classifier.");
        }
        try {
            Exported exported = format == Format.TORCHSCRIPT
                    ? ClassifierExport.run(model, out, console::tell)
                    : WeightExport.run(model, chosen(part.orElse(RADIOGRAPH)), out, console::tell);
            ExportResult result = new ExportResult(out.toString(), exported.card().toString(), exported.sha256(),
                    exported.names());
            output.print(console, result, () -> "%s in %s; %s describes it.".formatted(
                    Counted.of(result.names().size(), "tensor is", "tensors are"), result.file(), result.card()));
            return 0;
        } catch (ModelException unusable) {
            throw CliException.badInput(unusable.sentence(), unusable);
        }
    }

    private static WeightExport.Part chosen(String part) {
        return switch (part) {
            case RADIOGRAPH -> WeightExport.Part.RADIOGRAPH_TRANSFORMER;
            case "text-encoder" -> WeightExport.Part.TEXT_ENCODER;
            default -> throw CliException.badInput("--part " + part
                    + " is no part; say radiograph-transformer or text-encoder.");
        };
    }
}
