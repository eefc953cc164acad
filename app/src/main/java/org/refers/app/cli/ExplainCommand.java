package org.refers.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.refers.model.explain.OverlayPainter;
import org.refers.model.finding.LesionBox;
import org.refers.model.finding.LocalisationCase;
import org.refers.model.finding.MapKind;
import org.refers.model.finding.Otsu;
import org.refers.model.finding.ReaderBox;
import org.refers.model.image.GreyPipeline;
import org.refers.model.image.PngWriter;
import org.refers.model.image.RadiographException;
import org.refers.model.image.RadiographReader;
import org.refers.model.store.AtomicFiles;
import org.refers.model.study.Radiograph;
import org.refers.model.text.Counted;
import org.refers.training.compute.ComputeException;
import org.refers.training.explain.BoxTable;
import org.refers.training.explain.Explanation;
import org.refers.training.explain.ExplanationService;
import org.refers.training.explain.NetworkInput;
import org.refers.training.predict.ModelException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code refers explain}: where in a radiograph a model sees a finding. */
@Command(name = "explain", description = "Show where in a radiograph a model sees a finding: map, boxes, and their agreement with given boxes.")
final class ExplainCommand implements Callable<Integer> {

    private static final String AUTO = "auto";
    private static final String OTSU = "otsu";

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Mixin
    private DeviceOptions device = new DeviceOptions();

    @Option(names = "--model", required = true, paramLabel = "M", description = "Run folder of a fine-tuning (its best), checkpoint folder, or safetensors file.")
    private Path model = Path.of("");

    @Option(names = "--image", required = true, paramLabel = "FILE", description = "Radiograph: DICOM, PNG or JPEG.")
    private Path image = Path.of("");

    @Option(names = "--finding", paramLabel = "F", description = "Finding to explain. Without it: the most probable one.")
    private @Nullable String finding;

    @Option(names = "--map", paramLabel = "auto|cam|gradient|gradcam|rollout|occlusion", defaultValue = AUTO, description = "Kind of map. auto: the one that did best on the run's validation boxes, cam without boxes.")
    private String map = AUTO;

    @Option(names = "--threshold", paramLabel = "T", description = "Cut of the map, above 0 and up to 1, or otsu. Without it: the one tuned on validation boxes, 0.5 without boxes.")
    private @Nullable String threshold;

    @Option(names = "--boxes", paramLabel = "CSV", description = "Readers' boxes to compare with: file, finding, reader, x, y, width, height in pixels of the image.")
    private @Nullable Path boxes;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder for overlay.png, explanation.json and input.png, which is what the network was given.")
    private Path out = Path.of("");

    private final Console console;

    ExplainCommand(Console console) {
        this.console = console;
    }

    /** The result; {@code hit} is null where no box of the finding is given. */
    record ExplainResult(String finding, double probability, double threshold, List<double[]> boxes, List<Double> iou,
            @Nullable Boolean hit) {
    }

    @Override
    public Integer call() {
        Optional<MapKind> kind = kind();
        Radiograph radiograph = radiograph();
        List<ReaderBox> given = given();
        try (ExplanationService service = ExplanationService.open(model, device.compute(), console::tell)) {
            Explanation explanation = service.explain(radiograph, chosenFinding(service, radiograph), kind);
            double cut = cut(explanation);
            List<LesionBox> shown = explanation.boxes(cut);
            List<ReaderBox> ofFinding = given.stream().filter(box -> isSame(box.finding(), explanation.finding()))
                    .toList();
            if (boxes != null && ofFinding.isEmpty()) {
                console.tell(nothingToCompare(boxes, explanation.finding(), given));
            }
            ExplainResult result = result(explanation, cut, shown, ofFinding);
            write(explanation, overlay(explanation, radiograph, ofFinding, shown), result);
            output.print(console, result, () -> inWords(explanation, result));
            return 0;
        } catch (ModelException | ComputeException wrong) {
            throw CliException.badInput(String.valueOf(wrong.getMessage()), wrong);
        }
    }

    private Optional<MapKind> kind() {
        if (map.equals(AUTO)) {
            return Optional.empty();
        }
        return Optional.of(MapKind.ofKey(map)
                .orElseThrow(() -> CliException.badInput("--map " + map + " is no map; say auto, "
                        + Arrays.stream(MapKind.values()).map(MapKind::key).collect(Collectors.joining(", ")) + ".")));
    }

    private Radiograph radiograph() {
        try {
            return RadiographReader.read(image);
        } catch (RadiographException unreadable) {
            throw CliException.badInput(unreadable.getMessage() + "; name a DICOM, PNG or JPEG file.", unreadable);
        }
    }

    private List<ReaderBox> given() {
        if (boxes == null) {
            return List.of();
        }
        try {
            return BoxTable.read(boxes, String.valueOf(image.getFileName()));
        } catch (IOException | IllegalArgumentException wrong) {
            throw CliException.badInput(boxes + ": " + wrong.getMessage() + ".", wrong);
        }
    }

    /** An empty list of IoU is no agreement of 0, and the reason is often a mistyped name in the table. */
    private String nothingToCompare(Path table, String finding, List<ReaderBox> ofImage) {
        String others = ofImage.stream().map(ReaderBox::finding).distinct().collect(Collectors.joining(", "));
        return "%s holds no box of %s in %s, so no IoU is given; it has %s.".formatted(table, finding,
                image.getFileName(), others.isEmpty() ? "no box at all of that file" : "boxes of " + others + " there");
    }

    private String chosenFinding(ExplanationService service, Radiograph radiograph) {
        String asked = finding;
        if (asked == null) {
            return service.probabilities(radiograph).entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow()
                    .getKey();
        }
        return service.findings().stream().filter(name -> isSame(name, asked)).findFirst()
                .orElseThrow(() -> CliException.badInput("--finding " + asked + " is none of this model's; it knows "
                        + String.join(", ", service.findings()) + "."));
    }

    /** Findings are typed with spaces or underscores, in any case. */
    private static boolean isSame(String one, String other) {
        return plain(one).equals(plain(other));
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', ' ').strip();
    }

    private double cut(Explanation explanation) {
        if (threshold == null) {
            return explanation.threshold();
        }
        if (threshold.equals(OTSU)) {
            return Otsu.threshold(explanation.surface());
        }
        try {
            double value = Double.parseDouble(threshold);
            if (value > 0 && value <= 1) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            // The sentence below says what is wanted.
        }
        throw CliException
                .badInput("--threshold " + threshold + " is no cut; say a number above 0 and up to 1, or otsu.");
    }

    private static ExplainResult result(Explanation explanation, double cut, List<LesionBox> shown,
            List<ReaderBox> given) {
        List<double[]> boxes = shown.stream().map(box -> new double[]{box.box().x(), box.box().y(), box.box().width(),
            box.box().height(), box.score()}).toList();
        if (given.isEmpty()) {
            return new ExplainResult(explanation.finding(), explanation.probability(), cut, boxes, List.of(), null);
        }
        LocalisationCase compared = LocalisationCase.of(explanation.surface(), given, cut, explanation.isPositive());
        return new ExplainResult(explanation.finding(), explanation.probability(), cut, boxes, compared.ious(),
                compared.hit());
    }

    /** A picture in the radiograph's own pixels. */
    private record Overlay(int rows, int columns, byte[] rgb) {
    }

    private static Overlay overlay(Explanation explanation, Radiograph radiograph, List<ReaderBox> given,
            List<LesionBox> shown) {
        byte[] grey = GreyPipeline.of(radiograph).toBytes(radiograph);
        return new Overlay(radiograph.rows(), radiograph.columns(),
                OverlayPainter.paint(grey, explanation.surface(), given, shown));
    }

    private void write(Explanation explanation, Overlay overlay, ExplainResult result) {
        NetworkInput seen = explanation.input();
        try {
            Files.createDirectories(out);
            PngWriter.writeRgb(out.resolve("overlay.png"), overlay.rows, overlay.columns, overlay.rgb);
            PngWriter.writeGrey(out.resolve("input.png"), seen.side(), seen.side(), seen.grey());
            AtomicFiles.writeString(out.resolve("explanation.json"), Console.jsonOf(new ExplanationRecord(1,
                    explanation.surface().map().kind().key(), explanation.operatingPoint(), explanation.tuned(),
                    result))
                    + "\n");
        } catch (IOException unwritable) {
            throw CliException.badInput("The folder " + out + " cannot be written to; name another with --out.",
                    unwritable);
        }
    }

    /** What {@code explanation.json} holds besides the result. */
    record ExplanationRecord(int format, String map, double operatingPoint, boolean thresholdTuned,
            ExplainResult result) {
    }

    private String inWords(Explanation explanation, ExplainResult result) {
        StringBuilder text = new StringBuilder(
                "%s: probability %.3f (counts as present from %.3f), %s cut at %.2f, %d %s"
                        .formatted(result.finding(), result.probability(), explanation.operatingPoint(),
                                explanation.surface().map().kind().title(), result.threshold(), result.boxes().size(),
                                result.boxes().size() == 1 ? "box" : "boxes"));
        for (double[] box : result.boxes()) {
            text.append("%n  box at (%.0f, %.0f), %.0f x %.0f, score %.3f".formatted(box[0], box[1], box[2], box[3],
                    box[4]));
        }
        if (result.boxes().isEmpty() && !result.iou().isEmpty()) {
            text.append("%n  no box is shown to be compared with %s".formatted(
                    Counted.of(result.iou().size(), "given box", "given boxes")));
        } else {
            result.iou().forEach(iou -> text.append("%n  a given box has IoU %.3f".formatted(iou)));
        }
        return text.append("%noverlay in %s".formatted(out.resolve("overlay.png"))).toString();
    }
}
