package org.refers.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.refers.model.image.RadiographException;
import org.refers.model.image.RadiographHeader;
import org.refers.model.image.RadiographReader;
import org.refers.model.study.Radiograph;
import org.refers.training.compute.ComputeException;
import org.refers.training.explain.ReportService;
import org.refers.training.explain.WrittenReport;
import org.refers.training.predict.ModelException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code refers report}: a generated report of a study. */
@Command(name = "report", description = "Write a report of a study of one to many radiographs with a pre-trained model.")
final class ReportCommand implements Callable<Integer> {

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Mixin
    private DeviceOptions device = new DeviceOptions();

    @Option(names = "--model", required = true, paramLabel = "M", description = "Run folder of a pre-training (its best) or a checkpoint folder of it.")
    private Path model = Path.of("");

    @Option(names = "--study", required = true, arity = "1..*", paramLabel = "PATH", description = "The study's radiographs, or a folder that holds them and nothing else.")
    private List<Path> study = List.of();

    @Option(names = "--beam", paramLabel = "N", defaultValue = ""
            + ReportService.DEFAULT_BEAM, description = "Width of the beam search; 1 is greedy. Default: ${DEFAULT-VALUE}, as the published code.")
    private int beam = ReportService.DEFAULT_BEAM;

    private final Console console;

    ReportCommand(Console console) {
        this.console = console;
    }

    /** The result. */
    record ReportResult(String text, List<Integer> tokens, double logProbability) {
    }

    /** A radiograph with the time it was taken, empty where its file does not say. */
    private record Taken(Radiograph radiograph, String time) {
    }

    @Override
    public Integer call() {
        if (beam < 1) {
            throw CliException.badInput("--beam " + beam + " is no width; say 1 or more.");
        }
        List<Radiograph> radiographs = radiographs();
        try (ReportService service = ReportService.open(model, device.compute(), console::tell)) {
            WrittenReport report = service.write(radiographs, beam);
            ReportResult result = new ReportResult(report.text(), report.tokens(), report.logProbability());
            output.print(console, result, result::text);
            return 0;
        } catch (ModelException | ComputeException wrong) {
            throw CliException.badInput(String.valueOf(wrong.getMessage()), wrong);
        } catch (IllegalArgumentException impossible) {
            throw CliException.badInput("The report cannot be written: " + impossible.getMessage() + ".", impossible);
        }
    }

    private List<Radiograph> radiographs() {
        List<Taken> taken = new ArrayList<>();
        for (Path file : files()) {
            try {
                RadiographHeader.Acquisition acquisition = RadiographReader.inspect(file).acquisition();
                taken.add(new Taken(RadiographReader.read(file),
                        acquisition.taken().sortable()));
            } catch (RadiographException unreadable) {
                throw CliException.badInput(unreadable.getMessage() + "; leave it out of --study.", unreadable);
            }
        }
        taken.sort(Comparator.comparing(Taken::time));
        return taken.stream().map(Taken::radiograph).toList();
    }

    private List<Path> files() {
        List<Path> files = new ArrayList<>();
        for (Path path : study) {
            if (!Files.isDirectory(path)) {
                files.add(path);
                continue;
            }
            try (Stream<Path> entries = Files.list(path)) {
                entries.filter(Files::isRegularFile).sorted().forEach(files::add);
            } catch (IOException unreadable) {
                throw CliException.badInput("The folder " + path + " cannot be read; check your rights.", unreadable);
            }
        }
        if (files.isEmpty()) {
            throw CliException.badInput("--study names no file: the folder " + study.getFirst() + " is empty.");
        }
        return files;
    }
}
