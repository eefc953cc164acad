package org.refers.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.refers.app.AppFolders;
import org.refers.model.text.Counted;
import org.refers.training.compute.Compute;
import org.refers.training.compute.ComputeException;
import org.refers.training.compute.TorchEngine;
import org.refers.training.golden.GoldenRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code refers golden}: the product's own network on stored weights and inputs, for comparison with a reference. */
@Command(name = "golden", description = "Compute every tensor of a reference folder (config.json, weights.safetensors, inputs.safetensors) and write them.")
final class GoldenCommand implements Callable<Integer> {

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Option(names = "--in", required = true, paramLabel = "DIR", description = "Folder with config.json, weights.safetensors and inputs.safetensors.")
    private Path in = Path.of("");

    @Option(names = "--out", required = true, paramLabel = "FILE.safetensors", description = "File for the results.")
    private Path out = Path.of("");

    private final Console console;

    GoldenCommand(Console console) {
        this.console = console;
    }

    /** Where the results are. */
    record GoldenResult(String file, int tensors) {
    }

    @Override
    public Integer call() {
        Path folder = out.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw CliException.badInput("The file " + out + " cannot be written; name one in a folder that exists.");
        }
        try {
            TorchEngine.load(new Compute("cpu", "auto", AppFolders.ofThisUser().cache()), console::tell);
            GoldenResult result = new GoldenResult(out.toString(), GoldenRun.run(in, out));
            output.print(console, result, () -> Counted.of(result.tensors(), "tensor") + " in " + result.file());
            return 0;
        } catch (ComputeException unusable) {
            throw CliException.badInput(unusable.sentence(), unusable);
        } catch (IllegalArgumentException wrong) {
            throw CliException.badInput("The reference folder " + in + " cannot be computed: " + wrong.getMessage(),
                    wrong);
        } catch (NoSuchFileException missing) {
            throw CliException.badInput("The file " + missing.getFile()
                    + " is not there; --in takes a folder with config.json, weights.safetensors and inputs.safetensors.",
                    missing);
        } catch (IOException unreadable) {
            throw CliException.badInput("The reference folder " + in + " or the file " + out
                    + " cannot be read or written: " + unreadable.getMessage(), unreadable);
        }
    }
}
