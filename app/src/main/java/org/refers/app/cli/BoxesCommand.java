package org.refers.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.refers.model.dicom.segmentation.ActivationSegment;
import org.refers.model.dicom.structured.FoundBox;
import org.refers.model.dicom.structured.Observer;
import org.refers.model.finding.LesionBox;
import org.refers.model.image.RadiographException;
import org.refers.model.image.RadiographReader;
import org.refers.model.study.Radiograph;
import org.refers.model.text.Counted;
import org.refers.model.workspace.RadiographEntry;
import org.refers.model.workspace.Split;
import org.refers.model.workspace.StudyEntry;
import org.refers.model.workspace.Workspace;
import org.refers.model.workspace.WorkspaceException;
import org.refers.model.workspace.annotation.Annotations;
import org.refers.model.workspace.annotation.DrawnMeasurement;
import org.refers.model.workspace.export.AnnotationExport;
import org.refers.model.workspace.export.BoxFormat;
import org.refers.model.workspace.export.BoxSink;
import org.refers.model.workspace.export.DicomSink;
import org.refers.model.workspace.export.Marking;
import org.refers.model.workspace.export.TableSink;
import org.refers.training.compute.ComputeException;
import org.refers.training.explain.Explanation;
import org.refers.training.explain.ExplanationService;
import org.refers.training.predict.ModelException;
import org.refers.training.predict.ModelSource;
import org.refers.training.store.FileDigest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code refers boxes}: writes boxes of readers or of a model for other programs. */
@Command(name = "boxes", description = "Write readers' or a model's boxes as DICOM SR, SEG or GSPS, CSV or COCO.")
final class BoxesCommand implements Callable<Integer> {

    /** Radiographs between two lines of progress. */
    private static final int PROGRESS = 100;
    /** How many radiographs that were left out are told in words; with --json all are. */
    private static final int TOLD = 20;
    /** Digits of a model's digest that name its version. */
    private static final int VERSION_DIGITS = 12;

    @Option(names = "--workspace", required = true, paramLabel = "W", description = "Folder of the workspace.")
    private Path workspace = Path.of("");

    @Option(names = "--model", paramLabel = "M", description = "Write this model's boxes (with seg: its activation maps) in place of the readers'.")
    private @Nullable Path model;

    @Option(names = "--split", paramLabel = "S", description = "One side only: train, validation, test or none.")
    private Optional<Split> split = Optional.empty();

    @Option(names = "--format", required = true, paramLabel = "F", description = "sr, seg, gsps, csv or coco. sr, seg and gsps need DICOM radiographs; gsps, which most viewers show, holds measurements too.")
    private BoxFormat format = BoxFormat.CSV;

    @Option(names = "--file-names", description = "csv and coco: name the pictures' files too. Their names may hold a patient's.")
    private boolean fileNames;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder for the files; made if absent.")
    private Path out = Path.of("");

    @Mixin
    private DeviceOptions device = new DeviceOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    private final Console console;

    BoxesCommand(Console console) {
        this.console = console;
    }

    /** What is printed as JSON. */
    record Answer(String format, String out, int files, int radiographs, int boxes, int measurements,
            List<BoxSink.LeftOut> leftOut) {
    }

    @Override
    public Integer call() {
        try (Workspace opened = Workspace.open(workspace)) {
            Map<String, List<DrawnMeasurement>> measured = measured(opened);
            List<RadiographEntry> radiographs = radiographs(opened, measured.keySet());
            Files.createDirectories(out);
            BoxSink sink = format.isDicom()
                    ? DicomSink.of(out, format, LocalDateTime.now(java.time.ZoneId.systemDefault()))
                    : new TableSink(out.resolve(TableSink.fileName(format)), format, fileNames);
            List<BoxSink.LeftOut> unread = new ArrayList<>();
            if (model == null) {
                readers(radiographs, measured, sink);
            } else {
                model(model, radiographs, sink, unread);
            }
            print(sink.finish(), unread);
            return 0;
        } catch (WorkspaceException problem) {
            throw CliException.badInput("The boxes were not written: " + problem.getMessage() + ".", problem);
        } catch (ModelException | ComputeException problem) {
            throw CliException.badInput(String.valueOf(problem.getMessage()), problem);
        } catch (IOException problem) {
            throw CliException.badInput("The folder " + out + " cannot be written to; check it and your rights.",
                    problem);
        }
    }

    /** The measurements that a format has a place for, by radiograph. */
    private Map<String, List<DrawnMeasurement>> measured(Workspace opened) throws WorkspaceException {
        return model == null && format == BoxFormat.GSPS
                ? AnnotationExport.Said.of(new Annotations(opened, Clock.systemUTC())).measurements()
                : Map.of();
    }

    private List<RadiographEntry> radiographs(Workspace opened, Set<String> measured) throws WorkspaceException {
        List<StudyEntry> studies = split.isPresent() ? opened.studies(split.get()) : opened.studies();
        List<RadiographEntry> radiographs = studies.stream().flatMap(study -> study.radiographs().stream())
                .filter(RadiographEntry::isProjection)
                .filter(radiograph -> model != null || !radiograph.boxes().isEmpty()
                        || measured.contains(radiograph.id()))
                .toList();
        if (radiographs.isEmpty()) {
            throw CliException.badInput("The workspace has no radiograph " + (model == null ? marked() : "to mark")
                    + (split.isPresent() ? " on that side." : "."));
        }
        return radiographs;
    }

    private String marked() {
        return format == BoxFormat.GSPS ? "with boxes or measurements" : "with boxes";
    }

    private static void readers(List<RadiographEntry> radiographs, Map<String, List<DrawnMeasurement>> measured,
            BoxSink sink) throws IOException {
        for (RadiographEntry radiograph : radiographs) {
            for (Marking marking : AnnotationExport.markings(radiograph)) {
                sink.add(marking);
            }
            for (DrawnMeasurement drawn : measured.getOrDefault(radiograph.id(), List.of())) {
                sink.add(radiograph, drawn);
            }
        }
    }

    private void model(Path path, List<RadiographEntry> radiographs, BoxSink sink, List<BoxSink.LeftOut> unread)
            throws IOException, ModelException, ComputeException {
        try (ExplanationService service = ExplanationService.open(path, device.compute(), console::tell)) {
            Path name = path.toAbsolutePath().normalize().getFileName();
            Observer.Algorithm algorithm = new Observer.Algorithm(name == null ? "model" : name.toString(),
                    version(path));
            int done = 0;
            for (RadiographEntry radiograph : radiographs) {
                try {
                    if (sink.takes(radiograph)) {
                        Marking marking = mark(service, algorithm, radiograph);
                        if (!marking.boxes().isEmpty()) {
                            sink.add(marking);
                        }
                    }
                } catch (RadiographException unreadable) {
                    unread.add(new BoxSink.LeftOut(radiograph.id(), "cannot be read as a picture; see refers inspect"));
                }
                if (++done % PROGRESS == 0) {
                    console.tell("Marked " + done + " of " + Counted.of(radiographs.size(), "radiograph") + ".");
                }
            }
        }
    }

    private Marking mark(ExplanationService service, Observer.Algorithm algorithm, RadiographEntry entry)
            throws RadiographException {
        Radiograph radiograph = RadiographReader.read(entry.file());
        List<FoundBox> boxes = new ArrayList<>();
        List<ActivationSegment> maps = new ArrayList<>();
        for (Map.Entry<String, Double> finding : service.probabilities(radiograph).entrySet()) {
            if (finding.getValue() < service.settings().operatingPoint(finding.getKey())) {
                continue;
            }
            Explanation explanation = service.explain(radiograph, finding.getKey(), Optional.empty());
            for (LesionBox box : explanation.boxes()) {
                boxes.add(new FoundBox(box.finding(), box.box(), OptionalDouble.of(explanation.probability())));
            }
            if (format == BoxFormat.SEG && !explanation.boxes().isEmpty()) {
                maps.add(new ActivationSegment(finding.getKey(), algorithm, explanation.surface().pixels()));
            }
        }
        return new Marking(entry, algorithm, boxes, maps);
    }

    /** The checkpoint that was read, in short: two models of one name are told apart by it. */
    private static String version(Path path) throws IOException, ModelException {
        ModelSource source = ModelSource.find(path, notice -> {
        });
        return FileDigest.sha256(source.file()).substring(0, VERSION_DIGITS);
    }

    private void print(BoxSink.Written written, List<BoxSink.LeftOut> unread) {
        List<BoxSink.LeftOut> leftOut = new ArrayList<>(written.leftOut());
        leftOut.addAll(unread);
        Answer answer = new Answer(format.name().toLowerCase(java.util.Locale.ROOT), out.toString(), written.files(),
                written.radiographs(), written.boxes(), written.measurements(), leftOut);
        output.print(console, answer, () -> words(answer));
    }

    private String words(Answer answer) {
        StringBuilder words = new StringBuilder("%s of %s in %s: %s".formatted(
                model != null && format == BoxFormat.SEG
                        ? Counted.of(answer.boxes(), "activation map")
                        : Counted.of(answer.boxes(), "box", "boxes")
                                + (answer.measurements() > 0
                                        ? " and " + Counted.of(answer.measurements(), "measurement")
                                        : ""),
                Counted.of(answer.radiographs(), "radiograph"), Counted.of(answer.files(), "file"), out));
        if (answer.files() > 0 && format.isDicom()) {
            words.append(System.lineSeparator())
                    .append("These files bear the patients' names and numbers as their radiographs do; see refers"
                            + " deidentify before you give them away.");
        }
        if (!answer.leftOut().isEmpty()) {
            words.append(System.lineSeparator()).append(answer.leftOut().size()).append(" left out:");
            answer.leftOut().stream().limit(TOLD).forEach(out -> words.append(System.lineSeparator()).append("  ")
                    .append(out.radiograph()).append(' ').append(out.reason()));
            if (answer.leftOut().size() > TOLD) {
                words.append(System.lineSeparator()).append("  and more; --json lists all.");
            }
        }
        return words.toString();
    }
}
