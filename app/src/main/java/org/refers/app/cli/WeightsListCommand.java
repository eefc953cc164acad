package org.refers.app.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.refers.training.weights.WeightCatalog;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code refers weights list}. */
@Command(name = "list", description = "Name the published weights that can be fetched.")
final class WeightsListCommand implements Callable<Integer> {

    @Mixin
    private OutputOptions output = new OutputOptions();

    private final Console console;

    WeightsListCommand(Console console) {
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
