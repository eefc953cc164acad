package org.refers.model.image;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.refers.model.dicom.DicomException;
import org.refers.model.dicom.DicomFile;
import org.refers.model.dicom.DicomObject;
import org.refers.model.dicom.PixelData;
import org.refers.model.dicom.PixelFormat;
import org.refers.model.dicom.Tags;
import org.refers.model.dicom.TransferSyntax;
import org.refers.model.study.PixelSpacing;
import org.refers.model.study.WindowLevel;

/** From the attributes of a DICOM file to a {@link RadiographHeader}. */
final class DicomHeaders {

    private DicomHeaders() {
    }

    static RadiographHeader header(DicomFile file) throws DicomException {
        DicomObject dataSet = file.dataSet();
        PixelFormat format = PixelFormat.of(dataSet);
        RadiographHeader.Pixels pixels = new RadiographHeader.Pixels(format.rows(), format.columns(),
                PixelData.frames(dataSet), format.bitsStored(), format.signed(), format.photometric(),
                Optional.of(file.syntax().uid()), isLossy(file));
        RadiographHeader.Display display = new RadiographHeader.Display(windows(dataSet), spacing(dataSet),
                burnedIn(dataSet), DicomOverlays.count(dataSet));
        return new RadiographHeader(RadiographHeader.Format.DICOM, pixels, display, acquisition(dataSet),
                identity(dataSet));
    }

    /** The windows of a file; one that cannot be is left out, since the picture can be shown without it. */
    static List<WindowLevel> windows(DicomObject dataSet) {
        double[] centers = dataSet.readableNumbers(Tags.WINDOW_CENTER);
        double[] widths = dataSet.readableNumbers(Tags.WINDOW_WIDTH);
        List<String> explanations = dataSet.texts(Tags.WINDOW_CENTER_WIDTH_EXPLANATION);
        Optional<WindowLevel.Function> stated = function(dataSet);
        List<WindowLevel> windows = new ArrayList<>();
        if (stated.isEmpty()) {
            return windows;
        }
        WindowLevel.Function function = stated.get();
        for (int i = 0; i < Math.min(centers.length, widths.length); i++) {
            double least = function == WindowLevel.Function.LINEAR ? 1 : Double.MIN_NORMAL;
            if (widths[i] >= least && Double.isFinite(widths[i]) && Double.isFinite(centers[i])) {
                String explanation = i < explanations.size() ? explanations.get(i) : "";
                windows.add(new WindowLevel(centers[i], widths[i], function, explanation));
            }
        }
        return windows;
    }

    /** The distance between pixels and where it holds (PS3.3, 10.7.1.1 and 10.7.1.3). */
    static Optional<PixelSpacing> spacing(DicomObject dataSet) {
        double[] detector = dataSet.readableNumbers(Tags.IMAGER_PIXEL_SPACING);
        double[] stated = dataSet.readableNumbers(Tags.PIXEL_SPACING);
        double[] scanned = dataSet.readableNumbers(Tags.NOMINAL_SCANNED_PIXEL_SPACING);
        boolean onDetector = isSpacing(stated) && Arrays.equals(detector, stated);
        if (isSpacing(stated) && !onDetector) {
            return Optional.of(new PixelSpacing(stated[0], stated[1], calibration(dataSet, isSpacing(detector))));
        }
        if (isSpacing(detector)) {
            return Optional.of(new PixelSpacing(detector[0], detector[1], PixelSpacing.Kind.DETECTOR,
                    magnification(dataSet)));
        }
        return isSpacing(scanned)
                ? Optional.of(new PixelSpacing(scanned[0], scanned[1], PixelSpacing.Kind.SCANNED_FILM))
                : Optional.empty();
    }

    private static PixelSpacing.Kind calibration(DicomObject dataSet, boolean differsFromDetector) {
        String type = dataSet.text(Tags.PIXEL_SPACING_CALIBRATION_TYPE).orElse("");
        return switch (type) {
            case "GEOMETRY" -> PixelSpacing.Kind.CALIBRATED_BY_GEOMETRY;
            case "FIDUCIAL" -> PixelSpacing.Kind.CALIBRATED_BY_FIDUCIAL;
            default -> differsFromDetector || !type.isEmpty()
                    ? PixelSpacing.Kind.CALIBRATED
                    : PixelSpacing.Kind.UNSTATED;
        };
    }

    /** As stated, or from the distances of detector and patient to the source. */
    private static OptionalDouble magnification(DicomObject dataSet) {
        double stated = first(dataSet, Tags.ESTIMATED_RADIOGRAPHIC_MAGNIFICATION_FACTOR);
        double factor = Double.isNaN(stated)
                ? first(dataSet, Tags.DISTANCE_SOURCE_TO_DETECTOR) / first(dataSet, Tags.DISTANCE_SOURCE_TO_PATIENT)
                : stated;
        return factor >= 1 && Double.isFinite(factor) ? OptionalDouble.of(factor) : OptionalDouble.empty();
    }

    private static double first(DicomObject dataSet, int tag) {
        double[] values = dataSet.readableNumbers(tag);
        return values.length == 0 ? Double.NaN : values[0];
    }

    private static boolean isSpacing(double[] values) {
        return values.length == 2 && values[0] > 0 && values[1] > 0 && Double.isFinite(values[0] * values[1]);
    }

    /** How values inside of windows are mapped; empty for a way that the standard does not know. */
    private static Optional<WindowLevel.Function> function(DicomObject dataSet) {
        String name = dataSet.text(Tags.VOI_LUT_FUNCTION).orElse("LINEAR").toUpperCase(Locale.ROOT);
        return switch (name) {
            case "LINEAR" -> Optional.of(WindowLevel.Function.LINEAR);
            case "LINEAR_EXACT" -> Optional.of(WindowLevel.Function.LINEAR_EXACT);
            case "SIGMOID" -> Optional.of(WindowLevel.Function.SIGMOID);
            default -> Optional.empty();
        };
    }

    /** The attribute decides where it is there; some syntaxes lose something whatever it says. */
    private static boolean isLossy(DicomFile file) {
        Optional<String> stated = file.dataSet().text(Tags.LOSSY_IMAGE_COMPRESSION);
        TransferSyntax syntax = file.syntax();
        boolean always = syntax == TransferSyntax.JPEG_BASELINE || syntax == TransferSyntax.JPEG_EXTENDED;
        boolean perhaps = syntax.compression() == TransferSyntax.Compression.LOSSY;
        return always || stated.map("01"::equals).orElse(perhaps);
    }

    private static RadiographHeader.Acquisition acquisition(DicomObject dataSet) {
        return new RadiographHeader.Acquisition(dataSet.text(Tags.MODALITY), ViewWords.view(dataSet),
                dataSet.text(Tags.BODY_PART_EXAMINED),
                dataSet.text(Tags.IMAGE_LATERALITY).or(() -> dataSet.text(Tags.LATERALITY)),
                dataSet.text(Tags.SERIES_DESCRIPTION),
                new RadiographHeader.Moment(dataSet.text(Tags.STUDY_DATE), dataSet.text(Tags.STUDY_TIME)),
                new RadiographHeader.Moment(
                        dataSet.text(Tags.ACQUISITION_DATE).or(() -> dataSet.text(Tags.CONTENT_DATE)),
                        dataSet.text(Tags.ACQUISITION_TIME).or(() -> dataSet.text(Tags.CONTENT_TIME))),
                new RadiographHeader.Device(dataSet.text(Tags.MANUFACTURER),
                        dataSet.text(Tags.MANUFACTURER_MODEL_NAME)));
    }

    private static RadiographHeader.Identity identity(DicomObject dataSet) {
        return new RadiographHeader.Identity(dataSet.text(Tags.PATIENT_ID), dataSet.text(Tags.PATIENT_SEX),
                dataSet.text(Tags.PATIENT_AGE), dataSet.text(Tags.PATIENT_BIRTH_DATE),
                dataSet.text(Tags.STUDY_INSTANCE_UID),
                dataSet.text(Tags.SERIES_INSTANCE_UID), dataSet.text(Tags.SOP_INSTANCE_UID),
                dataSet.text(Tags.ACCESSION_NUMBER));
    }

    /** Whether text is burned into the picture; empty where the file says neither yes nor no. */
    static Optional<Boolean> burnedIn(DicomObject dataSet) {
        return dataSet.text(Tags.BURNED_IN_ANNOTATION).filter(word -> word.equals("YES") || word.equals("NO"))
                .map("YES"::equals);
    }
}
