package org.refers.app.cli;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.refers.model.workspace.check.SearchBench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code refers bench copies}: the search for look-alikes by generated codes. */
@Command(name = "copies", description = "Time the search for copies of refers check, on generated codes: uniform ones, and ones that lie in clusters as those of chest radiographs.")
final class BenchCopiesCommand implements Callable<Integer> {

    private static final int MOST = 5_000_000;
    private static final double MEGABYTE = 1e6;

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Option(names = "--set", arity = "1..*", paramLabel = "key=value", description = "pictures: numbers parted by commas (default 50000,100000,200000,400000); seed (default 1).")
    private List<String> assignments = List.of();

    private final Console console;

    BenchCopiesCommand(Console console) {
        this.console = console;
    }

    /** What is printed as JSON. */
    record Answer(List<Row> rows) {
    }

    /**
     * One measurement.
     *
     * @param spread standard deviation of the distance of two codes' slowest waves, in bits of 64
     * @param peakHeapMb greatest use of Java's heap, codes and garbage included
     */
    record Row(String codes, int pictures, double seconds, long candidates, double shareOfPairs, int planted, int found,
            double spread, double peakHeapMb) {
    }

    @Override
    public Integer call() {
        BenchSettings settings = BenchSettings.of(assignments,
                Map.of("pictures", "50000,100000,200000,400000", "seed", "1"));
        List<Integer> sizes = Arrays.stream(settings.text("pictures").split(","))
                .map(size -> BenchSettings.count("pictures", size.strip(), 100, MOST)).toList();
        int seed = settings.count("seed", 0, Integer.MAX_VALUE / 10);
        List<Row> rows = new ArrayList<>();
        // Once for Java's compiler.
        SearchBench.run(SearchBench.Kind.CLUSTERED, 20_000, seed);
        for (SearchBench.Kind kind : SearchBench.Kind.values()) {
            for (int size : sizes) {
                console.tell("Searching " + size + " " + kind.name().toLowerCase(Locale.ROOT) + " codes");
                rows.add(measured(kind, size, seed));
            }
        }
        output.print(console, new Answer(rows), () -> String.join("\n", rows.stream().map(BenchCopiesCommand::words)
                .toList()));
        return 0;
    }

    private static Row measured(SearchBench.Kind kind, int size, int seed) {
        List<MemoryPoolMXBean> heap = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP).toList();
        heap.forEach(MemoryPoolMXBean::resetPeakUsage);
        SearchBench.Result result = SearchBench.run(kind, size, seed);
        long peak = heap.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
        return new Row(kind.name().toLowerCase(Locale.ROOT), size, result.seconds(), result.candidates(),
                result.share(), result.planted(), result.found(), result.spread(), peak / MEGABYTE);
    }

    private static String words(Row row) {
        return "%-9s %8d pictures: %.1f s, %d candidates (%.1e of all pairs), %d of %d planted copies, spread %.1f bits, %.0f MB"
                .formatted(row.codes, row.pictures, row.seconds, row.candidates, row.shareOfPairs, row.found,
                        row.planted, row.spread, row.peakHeapMb);
    }
}
