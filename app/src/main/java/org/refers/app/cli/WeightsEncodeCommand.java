package org.refers.app.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.refers.training.compute.ComputeEngine;
import org.refers.training.compute.ComputeException;
import org.refers.training.predict.ModelException;
import org.refers.training.weights.TextModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code refers weights encode}. */
@Command(name = "encode", description = "Run a text encoder on a text, to hold it against another program.")
final class WeightsEncodeCommand implements Callable<Integer> {

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Mixin
    private DeviceOptions device = new DeviceOptions();

    @Option(names = "--model", required = true, paramLabel = "DIR|FILE", description = "Folder of fetched weights, model file, or run of a pre-training.")
    private Path model = Path.of("");

    @Option(names = "--text", required = true, paramLabel = "T", description = "The text.")
    private String text = "";

    private final Console console;

    WeightsEncodeCommand(Console console) {
        this.console = console;
    }

    /** The printed object. */
    record EncodeResult(List<Integer> ids, float[] pooled) {
    }

    @Override
    public Integer call() {
        try (ComputeEngine engine = ComputeEngine.start(device.compute());
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
