package org.refers.app.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.refers.training.predict.ModelException;
import org.refers.training.weights.WeightCatalog;
import org.refers.training.weights.WeightCatalog.Published;
import org.refers.training.weights.WeightFetch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code refers weights fetch}. */
@Command(name = "fetch", description = "Fetch published weights over the network, checked by their digest, and make a model file of them. A download that broke off is gone on with.")
final class WeightsFetchCommand implements Callable<Integer> {

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Parameters(paramLabel = "NAME", description = "Such as bert-base-uncased; refers weights list names all.")
    private String name = "";

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder for the model file; made if it is not there.")
    private Path out = Path.of("");

    private final Console console;

    WeightsFetchCommand(Console console) {
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
            WeightsImportResult result = WeightsImportResult.of(fetched.model(), fetched.imported());
            output.print(console, result, result::inWords);
            return 0;
        } catch (ModelException failed) {
            throw CliException.badInput(failed.sentence(), failed);
        }
    }
}
