package org.refers.app.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.refers.model.network.Preset;
import org.refers.model.network.Size;
import org.refers.model.workspace.importer.Importers;
import org.refers.training.predict.ModelException;
import org.refers.training.weights.WeightImporter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code refers weights import}. */
@Command(name = "import", description = "Make a model file of weights of another program: timm or Hugging Face safetensors, a JAX .npz, a PyTorch checkpoint (such as REFERS' own), a TensorFlow checkpoint or SavedModel folder.")
final class WeightsImportCommand implements Callable<Integer> {

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

    @Option(names = "--findings", paramLabel = "A,B,...|nih14", split = ",", description = "What the outputs of its classification head are, in their order: the file becomes a classifier. nih14: the 14 of the released REFERS lists.")
    private List<String> findings = List.of();

    private final Console console;

    WeightsImportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        OptionalInt asked = heads.isPresent() ? OptionalInt.of(heads.get()) : OptionalInt.empty();
        try {
            WeightsImportResult result = WeightsImportResult.of(out, WeightImporter.run(
                    new WeightImporter.Request(file, out, preset, size, asked, vocabulary, findings())));
            output.print(console, result, result::inWords);
            return 0;
        } catch (ModelException unusable) {
            throw CliException.badInput(unusable.sentence(), unusable);
        }
    }

    private List<String> findings() {
        return findings.equals(List.of("nih14"))
                ? Importers.NIH_FINDINGS
                : findings.stream().map(String::strip).toList();
    }
}
