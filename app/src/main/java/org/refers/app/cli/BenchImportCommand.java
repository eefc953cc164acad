package org.refers.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.refers.model.workspace.importer.ImportException;
import org.refers.training.bench.ImportBench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code refers bench import}. */
@Command(name = "import", description = "Time the import of a folder against reading and hashing its files alone, in turn. Without a folder, on generated files.")
final class BenchImportCommand implements Callable<Integer> {

    private static final int KILOBYTE = 1000;
    private static final Map<String, String> DEFAULTS = Map.of("files", "", "count", "20000", "kb", "39", "rounds", "3",
            "threads", "2", "before", "");

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Option(names = "--set", arity = "1..*", paramLabel = "key=value", description = "files: a folder to import instead of generated files; count, kb: number and size of generated files (default 20000 of 39 KB); rounds: pairs of which the median counts (default 3); threads: that read (default 2); before: a command that is run before each measurement, such as one that empties the system's cache.")
    private List<String> assignments = List.of();

    private final Console console;

    BenchImportCommand(Console console) {
        this.console = console;
    }

    /** The printed object. */
    record ImportFigures( // checkstyle: RecordComponentNumber, because a measurement is a row of figures
            long files, double megabytes, int radiographs, int rejected, double referenceSeconds, double importSeconds,
            double ratio, double filesPerSecond, double megabytesPerSecond, double againSeconds, double lastToFirst,
            double databaseMb, @Nullable Double peakMemoryMb) {

        static ImportFigures of(ImportBench.Result measured) {
            return new ImportFigures(measured.files(), measured.megabytes(), measured.radiographs(),
                    measured.rejected(), measured.referenceSeconds(), measured.importSeconds(), measured.ratio(),
                    measured.files() / measured.importSeconds(), measured.megabytes() / measured.importSeconds(),
                    measured.againSeconds(), measured.lastToFirst(), measured.databaseMb(),
                    BenchCommand.megabytes(measured.peakBytes()));
        }
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        BenchSettings settings = BenchSettings.of(assignments, DEFAULTS);
        ImportBench bench = new ImportBench(new ImportBench.Request(settings.count("rounds", 1, 1000),
                settings.count("threads", 1, 64), settings.text("before")));
        int count = settings.count("count", 1, 2_000_000);
        int bytes = settings.count("kb", 0, 100_000) * KILOBYTE;
        Path folder = settings.text("files").isEmpty()
                ? Files.createTempDirectory("refers-bench")
                : Path.of(settings.text("files"));
        if (!Files.isDirectory(folder)) {
            throw CliException.badInput("There is no folder " + folder + "; name one that holds radiographs.");
        }
        try {
            if (settings.text("files").isEmpty()) {
                console.tell("Making " + count + " files");
                ImportBench.generate(folder, count, bytes);
            }
            ImportFigures result = ImportFigures.of(bench.run(folder));
            output.print(console, result, () -> words(result));
            return 0;
        } catch (ImportException unusable) {
            throw CliException.badInput(unusable.getMessage() + ".", unusable);
        } finally {
            if (settings.text("files").isEmpty()) {
                forget(folder);
            }
        }
    }

    private static String words(ImportFigures result) {
        return ("%d files of %.0f MB: imported in %.2f s (%.0f files, %.1f MB a second), read and hashed in %.2f s, ratio %.2f;"
                + " again in %.2f s; the last tenth took %.2f of the first; database %.0f MB")
                .formatted(result.files, result.megabytes, result.importSeconds, result.filesPerSecond,
                        result.megabytesPerSecond, result.referenceSeconds, result.ratio, result.againSeconds,
                        result.lastToFirst, result.databaseMb);
    }

    private static void forget(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
