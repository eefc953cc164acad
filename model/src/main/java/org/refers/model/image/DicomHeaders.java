package org.refers.model.image;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
                dataSet.text(Tags.BURNED_IN_ANNOTATION).map("YES"::equals));
        return new RadiographHeader(RadiographHeader.Format.DICOM, pixels, display, acquisition(dataSet),
                identity(dataSet),
                new RadiographHeader.Device(dataSet.text(Tags.MANUFACTURER),
                        dataSet.text(Tags.MANUFACTURER_MODEL_NAME)));
    }

    /** The windows of a file; one whose width is impossible is left out, since the picture can be shown without it. */
    static List<WindowLevel> windows(DicomObject dataSet) throws DicomException {
        double[] centers = dataSet.numbers(Tags.WINDOW_CENTER);
        double[] widths = dataSet.numbers(Tags.WINDOW_WIDTH);
        WindowLevel.Function function = function(dataSet);
        List<WindowLevel> windows = new ArrayList<>();
        for (int i = 0; i < Math.min(centers.length, widths.length); i++) {
            double least = function == WindowLevel.Function.LINEAR ? 1 : Double.MIN_NORMAL;
            if (widths[i] >= least && Double.isFinite(widths[i]) && Double.isFinite(centers[i])) {
                windows.add(new WindowLevel(centers[i], widths[i], function));
            }
        }
        return windows;
    }

    /** The distance between pixels: calibrated where Pixel Spacing says something else than the detector's spacing. */
    static Optional<PixelSpacing> spacing(DicomObject dataSet) throws DicomException {
        double[] detector = dataSet.numbers(Tags.IMAGER_PIXEL_SPACING);
        double[] stated = dataSet.numbers(Tags.PIXEL_SPACING);
        boolean hasDetector = isSpacing(detector);
        if (isSpacing(stated)) {
            boolean calibrated = dataSet.text(Tags.PIXEL_SPACING_CALIBRATION_TYPE).isPresent()
                    || hasDetector && !Arrays.equals(detector, stated);
            PixelSpacing.Kind other = hasDetector ? PixelSpacing.Kind.DETECTOR : PixelSpacing.Kind.UNSTATED;
            return Optional.of(new PixelSpacing(stated[0], stated[1], calibrated
                    ? PixelSpacing.Kind.CALIBRATED
                    : other));
        }
        return hasDetector
                ? Optional.of(new PixelSpacing(detector[0], detector[1], PixelSpacing.Kind.DETECTOR))
                : Optional.empty();
    }

    private static boolean isSpacing(double[] values) {
        return values.length == 2 && values[0] > 0 && values[1] > 0 && Double.isFinite(values[0] * values[1]);
    }

    private static WindowLevel.Function function(DicomObject dataSet) throws DicomException {
        String name = dataSet.text(Tags.VOI_LUT_FUNCTION).orElse("LINEAR");
        return switch (name) {
            case "LINEAR" -> WindowLevel.Function.LINEAR;
            case "LINEAR_EXACT" -> WindowLevel.Function.LINEAR_EXACT;
            case "SIGMOID" -> WindowLevel.Function.SIGMOID;
            default -> throw new DicomException(Tags.VOI_LUT_FUNCTION,
                    "should be LINEAR, LINEAR_EXACT or SIGMOID, but is something else");
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
                dataSet.text(Tags.SERIES_DESCRIPTION), dataSet.text(Tags.STUDY_DATE), dataSet.text(Tags.STUDY_TIME),
                dataSet.text(Tags.ACQUISITION_DATE).or(() -> dataSet.text(Tags.CONTENT_DATE)),
                dataSet.text(Tags.ACQUISITION_TIME).or(() -> dataSet.text(Tags.CONTENT_TIME)));
    }

    private static RadiographHeader.Identity identity(DicomObject dataSet) {
        return new RadiographHeader.Identity(dataSet.text(Tags.PATIENT_ID), dataSet.text(Tags.PATIENT_SEX),
                dataSet.text(Tags.PATIENT_AGE), dataSet.text(Tags.PATIENT_BIRTH_DATE),
                dataSet.text(Tags.STUDY_INSTANCE_UID),
                dataSet.text(Tags.SERIES_INSTANCE_UID), dataSet.text(Tags.SOP_INSTANCE_UID),
                dataSet.text(Tags.ACCESSION_NUMBER));
    }
}
