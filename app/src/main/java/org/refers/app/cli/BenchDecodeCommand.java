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
import org.refers.model.dicom.DicomException;
import org.refers.model.dicom.DicomReader;
import org.refers.model.dicom.DicomWriter;
import org.refers.sampledata.SampleDataException;
import org.refers.sampledata.SampleRequest;
import org.refers.sampledata.SampleStudies;
import org.refers.training.bench.DecodeBench;
import org.refers.training.bench.ReferenceCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code refers bench decode}. */
@Command(name = "decode", description = "Time how fast files are read and decoded, a row a kind and transfer syntax. Without a folder, on sample radiographs: DICOM as it is and by RLE, PNG, JPEG.")
final class BenchDecodeCommand implements Callable<Integer> {

    private static final int STUDIES = 12;
    private static final Map<String, String> DEFAULTS = Map.of("files", "", "rounds", "5", "reference", "");

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Option(names = "--set", arity = "1..*", paramLabel = "key=value", description = "files: a folder of DICOM, PNG and JPEG files to decode instead; rounds: passes over them, of which the median counts (default 5); reference: another decoder to time on the same files in turn, with {in} and {out} for the files, such as \"dcmdjpls {in} {out}\".")
    private List<String> assignments = List.of();

    private final Console console;

    BenchDecodeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        BenchSettings settings = BenchSettings.of(assignments, DEFAULTS);
        DecodeBench bench = new DecodeBench(settings.count("rounds", 1, 1000), reference(settings.text("reference")));
        DecodeBench.Result result = settings.text("files").isEmpty()
                ? ofSamples(bench)
                : of(Path.of(settings.text("files")), bench);
        output.print(console, result, () -> words(result));
        return 0;
    }

    private static @Nullable ReferenceCommand reference(String command) {
        try {
            return command.isBlank() ? null : ReferenceCommand.of(command);
        } catch (IllegalArgumentException unusable) {
            throw CliException.badInput("reference takes a command with {in} where the file belongs, such as"
                    + " \"dcmdjpls {in} {out}\".", unusable);
        }
    }

    private static DecodeBench.Result of(Path folder, DecodeBench bench) throws InterruptedException {
        if (!Files.isDirectory(folder)) {
            throw CliException.badInput("There is no folder " + folder + "; name one that holds radiographs.");
        }
        try {
            DecodeBench.Result result = bench.run(folder);
            if (result.rows().isEmpty()) {
                throw CliException.badInput("No file in " + folder + " can be decoded as a radiograph.");
            }
            return result;
        } catch (IOException unreadable) {
            throw CliException
                    .badInput("The folder " + folder + " cannot be read, or the reference failed on one of its"
                            + " files: " + unreadable.getMessage() + ".", unreadable);
        }
    }

    private static DecodeBench.Result ofSamples(DecodeBench bench) throws InterruptedException {
        Path folder = null;
        try {
            folder = Files.createTempDirectory("refers-bench");
            SampleStudies.write(new SampleRequest(folder.resolve("samples"), STUDIES, SampleRequest.DEFAULT_SEED),
                    (done, total) -> {
                        // A second or two.
                    });
            compress(folder.resolve("samples"), Files.createDirectory(folder.resolve("rle")));
            return of(folder, bench);
        } catch (IOException | SampleDataException unwritable) {
            throw CliException.fault("The temporary folder cannot be written.", unwritable);
        } finally {
            if (folder != null) {
                forget(folder);
            }
        }
    }

    /** RLE is the one compression that this program writes. */
    private static void compress(Path samples, Path target) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(samples)) {
            files = all.filter(file -> file.toString().endsWith(".dcm")).sorted().toList();
        }
        for (int i = 0; i < files.size(); i++) {
            try {
                DicomWriter.writeRle(DicomReader.read(files.get(i)).dataSet(), target.resolve(i + ".dcm"));
            } catch (DicomException impossible) {
                throw new IOException("a sample that cannot be read", impossible);
            }
        }
    }

    private static void forget(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException left) {
            throw CliException.fault("The temporary folder cannot be removed.", left);
        }
    }

    private static String words(DecodeBench.Result result) {
        StringBuilder words = new StringBuilder();
        for (DecodeBench.Row row : result.rows()) {
            words.append("%-5s %-50s %2d bits %4d files %7.1f MP %7.1f MP/s, first in %.0f ms, first picture in %.0f ms"
                    .formatted(row.kind(), row.transferSyntax(), row.bitsStored(), row.files(), row.megapixels(),
                            row.megapixelsPerSecond(), row.firstMilliseconds(), row.firstPictureMilliseconds()));
            DecodeBench.Reference other = row.reference();
            words.append(other == null
                    ? "\n"
                    : "; reference %.1f MP/s, ratio %.2f%n".formatted(other.megapixelsPerSecond(), other.ratio()));
        }
        return words.append(result.refused() == 0 ? "" : result.refused() + " other files\n").toString()
                .stripTrailing();
    }
}
