package org.refers.app.cli;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.refers.model.dicom.DicomException;
import org.refers.model.dicom.PixelFrame;
import org.refers.model.dicom.Preamble;
import org.refers.model.image.DisplayedPicture;
import org.refers.model.image.NpyWriter;
import org.refers.model.image.RadiographException;
import org.refers.model.image.RadiographHeader;
import org.refers.model.image.RadiographReader;
import org.refers.model.study.OverlayPlane;
import org.refers.model.study.Overlays;
import org.refers.model.study.PixelSpacing;
import org.refers.model.study.ViewPosition;
import org.refers.model.study.WindowLevel;
import org.refers.model.text.Counted;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code refers inspect}: what a picture file holds. Its pixels are decoded in any case, so that exit code 0 means that
 * the file can be used and not only that its header can be read.
 */
@Command(name = "inspect", description = "Show what a DICOM, PNG or JPEG file holds, and check that its pixels can be decoded.")
final class InspectCommand implements Callable<Integer> {

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Parameters(paramLabel = "FILE", description = "The file to look into.")
    private Path file = Path.of("");

    @Option(names = "--npy", paramLabel = "OUT.npy", description = "Write the frame's stored values as a NumPy array: decoded, before any lookup table, without inversion.")
    private @Nullable Path npy;

    @Option(names = "--png", paramLabel = "OUT.png", description = "Write the frame as it is displayed, 8 bits.")
    private @Nullable Path png;

    @Option(names = "--frame", paramLabel = "N", defaultValue = "0", description = "The frame to decode, counted from 0 (default: ${DEFAULT-VALUE}).")
    private int frame;

    @Option(names = "--overlays", description = "Draw the file's overlays into the picture of --png, in white.")
    private boolean overlays;

    private final Console console;

    InspectCommand(Console console) {
        this.console = console;
    }

    /** The printed object; null where the file does not say. */
    record Inspection( // checkstyle: RecordComponentNumber, because the contract's object has these keys
            String format, int rows, int columns, int bitsStored, @JsonProperty("signed") boolean signed,
            String photometric, @Nullable String transferSyntax, @Nullable String modality, @Nullable String view,
            List<double[]> windows, int frames, @JsonProperty("lossy") boolean lossy, @Nullable Boolean burnedIn) {
    }

    @Override
    public Integer call() {
        try {
            RadiographHeader header = RadiographReader.inspect(file);
            PixelFrame decoded = RadiographReader.storedValues(file, frame);
            write(decoded);
            Inspection inspection = inspection(header);
            Preamble.program(file).ifPresent(program -> console.tell(file + " is " + program
                    + " too: its first bytes would be run or unpacked by a system that is asked to. Nothing here does so."));
            Overlays drawn = header.display().overlays() > 0
                    ? RadiographReader.overlays(file, frame)
                    : Overlays.NONE;
            String provider = RadiographReader.providerName();
            output.print(console, inspection, () -> inWords(inspection, header, drawn, provider));
            return 0;
        } catch (RadiographException unusable) {
            throw CliException.badInput(unusable.getMessage() + "; " + advice() + ".", unusable);
        } catch (DicomException absent) {
            throw CliException.badInput("The file " + absent.getMessage() + ".", absent);
        } catch (IOException unreadable) {
            throw CliException.badInput(file + " cannot be read; check its name and your rights.", unreadable);
        }
    }

    /** Writes what was asked for. */
    private void write(PixelFrame decoded) throws RadiographException {
        Path array = npy;
        if (array != null) {
            written(array, () -> NpyWriter.write(array, decoded));
        }
        Path shown = png;
        if (shown != null) {
            DisplayedPicture picture = RadiographReader.displayed(file, frame);
            DisplayedPicture drawn = overlays ? picture.with(RadiographReader.overlays(file, frame)) : picture;
            written(shown, () -> drawn.writePng(shown));
        }
    }

    /** Something that is written to a file. */
    @FunctionalInterface
    private interface Written {

        void write() throws IOException;
    }

    private static void written(Path target, Written content) {
        try {
            content.write();
        } catch (IOException unwritable) {
            throw CliException.badInput(target + " cannot be written; check its folder and your rights.", unwritable);
        }
    }

    private String advice() {
        if (!Files.exists(file)) {
            return "check its name";
        }
        return frame > 0
                ? "name another frame by --frame, which counts from 0, or another file"
                : "get it again from where it came, or leave it out";
    }

    private static Inspection inspection(RadiographHeader header) {
        RadiographHeader.Pixels pixels = header.pixels();
        ViewPosition view = header.acquisition().view();
        List<double[]> windows = header.display().windows().stream().map(InspectCommand::pair).toList();
        return new Inspection(header.format().name().toLowerCase(Locale.ROOT), pixels.rows(), pixels.columns(),
                pixels.bitsStored(), pixels.signed(), pixels.photometric(), pixels.transferSyntax().orElse(null),
                header.acquisition().modality().orElse(null), view == ViewPosition.UNKNOWN ? null : view.name(),
                windows, pixels.frames(), pixels.lossy(), header.display().burnedIn().orElse(null));
    }

    private static double[] pair(WindowLevel window) {
        return new double[]{window.center(), window.width()};
    }

    private static String inWords(Inspection seen, RadiographHeader header, Overlays overlays, String provider) {
        StringBuilder words = new StringBuilder(200);
        words.append("%s, %d x %d pixels (rows x columns), %s%s, %s".formatted(seen.format, seen.rows,
                seen.columns, Counted.of(seen.bitsStored, "bit"), seen.signed ? " signed" : "", seen.photometric));
        append(words, "frames", seen.frames == 1 ? null : seen.frames);
        append(words, "transfer syntax", seen.transferSyntax);
        append(words, "modality", seen.modality);
        append(words, "view", seen.view);
        for (WindowLevel window : header.display().windows()) {
            append(words, "window", "center %s, width %s%s".formatted(window.center(), window.width(),
                    window.explanation().isEmpty() ? "" : " (" + window.explanation() + ")"));
        }
        header.display().spacing().ifPresent(spacing -> append(words, "pixel spacing", inWords(spacing)));
        for (OverlayPlane plane : overlays.planes()) {
            append(words, "overlay", "%d x %d at row %d, column %d%s".formatted(plane.rows(), plane.columns(),
                    plane.top() + 1, plane.left() + 1, plane.label().isEmpty() ? "" : ", " + plane.label()));
        }
        overlays.leftOut().forEach(problem -> append(words, "overlay", problem));
        append(words, "lossy compression", seen.lossy ? "yes" : null);
        append(words, "text burned in", seen.burnedIn == null ? null : seen.burnedIn ? "yes" : "no");
        append(words, "read by", header.format() == RadiographHeader.Format.DICOM ? provider : null);
        return words.toString();
    }

    private static String inWords(PixelSpacing spacing) {
        String kind = switch (spacing.kind()) {
            case DETECTOR -> "on the detector";
            case CALIBRATED_BY_GEOMETRY -> "in the patient, from the room's geometry";
            case CALIBRATED_BY_FIDUCIAL -> "in the patient, from a thing of known size";
            case CALIBRATED -> "calibrated, not told how";
            case SCANNED_FILM -> "on the scanned film";
            case UNSTATED -> "plane not stated";
        };
        return "%s x %s mm (rows x columns), %s%s".formatted(spacing.rowMillimetres(), spacing.columnMillimetres(),
                kind,
                spacing.magnification().isPresent()
                        ? ", magnified " + Math.round(spacing.magnification().getAsDouble() * 100) / 100.0 + " times"
                        : "");
    }

    private static void append(StringBuilder words, String name, @Nullable Object value) {
        if (value != null) {
            words.append(System.lineSeparator()).append(name).append(": ").append(value);
        }
    }
}
