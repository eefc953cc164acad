package org.refers.app.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.refers.model.text.Counted;
import org.refers.sampledata.SampleDataException;
import org.refers.sampledata.SampleRequest;
import org.refers.sampledata.SampleStudies;
import org.refers.sampledata.SampleSummary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code refers sample-data}: writes synthetic studies. */
@Command(name = "sample-data", description = "Write synthetic chest studies: radiographs, reports, labels and readers' boxes.")
final class SampleDataCommand implements Callable<Integer> {

    private static final int PROGRESS_STEPS = 10;

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder to write, absent or empty.")
    private Path out = Path.of("");

    @Option(names = "--studies", paramLabel = "N", description = "How many studies (default: ${DEFAULT-VALUE}).")
    private int studies = SampleRequest.DEFAULT_STUDIES;

    @Option(names = "--seed", paramLabel = "S", description = "Same seed, same bytes (default: ${DEFAULT-VALUE}).")
    private long seed = SampleRequest.DEFAULT_SEED;

    @Option(names = "--threads", paramLabel = "auto|N", description = "How many threads work at the same time; the bytes do not depend on it (default: as many as cores).")
    private String threads = "auto";

    private final Console console;

    SampleDataCommand(Console console) {
        this.console = console;
    }

    /** What was written, as it is printed. */
    record Result(String out, long seed, int studies, int patients, int radiographs, int boxes, long bytes,
            double seconds) {
    }

    @Override
    public Integer call() throws InterruptedException {
        SampleSummary summary;
        try {
            summary = SampleStudies.write(request(), this::tell);
        } catch (SampleDataException refused) {
            throw CliException.badInput(String.valueOf(refused.getMessage()), refused);
        }
        Result result = new Result(out.toString(), seed, summary.studies(), summary.patients(), summary.radiographs(),
                summary.boxes(), summary.bytes(), Math.round(summary.seconds() * 10) / 10.0);
        output.print(console, result, () -> String.format(Locale.ROOT,
                "Wrote %s of %s with %s and %s to %s (%.1f MB, %.1f s).",
                Counted.of(result.studies(), "study", "studies"), Counted.of(result.patients(), "patient"),
                Counted.of(result.radiographs(), "radiograph"), Counted.of(result.boxes(), "box", "boxes"),
                result.out(),
                result.bytes() / 1e6, result.seconds()));
        return 0;
    }

    private SampleRequest request() {
        try {
            if (threads.equals("auto")) {
                return new SampleRequest(out, studies, seed);
            }
            return new SampleRequest(out, studies, seed, Integer.parseInt(threads));
        } catch (NumberFormatException wrong) {
            throw CliException.badInput("--threads takes auto or a number, not " + threads + ".", wrong);
        } catch (IllegalArgumentException wrong) {
            throw CliException.badInput(String.valueOf(wrong.getMessage()), wrong);
        }
    }

    private void tell(int done, int total) {
        if (done * PROGRESS_STEPS / total != (done - 1) * PROGRESS_STEPS / total) {
            console.tell("sample-data: " + done + " of " + Counted.of(total, "study", "studies"));
        }
    }
}
