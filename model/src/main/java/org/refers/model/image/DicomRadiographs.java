package org.refers.model.image;

import java.util.Optional;
import java.util.OptionalInt;
import org.refers.model.dicom.DicomException;
import org.refers.model.dicom.DicomFile;
import org.refers.model.dicom.DicomObject;
import org.refers.model.dicom.PixelFormat;
import org.refers.model.dicom.PixelFrame;
import org.refers.model.dicom.Tags;
import org.refers.model.study.FrameNumber;
import org.refers.model.study.Overlays;
import org.refers.model.study.PatientOrientation;
import org.refers.model.study.Radiograph;
import org.refers.model.study.ViewPosition;

/** From a decoded frame and the attributes around it to a {@link Radiograph}. */
final class DicomRadiographs {

    /** Stored values with the modality transform that is still to be made. */
    private record Scaled(short[] stored, boolean signed, int bits, double slope, double intercept,
            OptionalInt padding) {
    }

    /** What a radiograph has whatever its pixels are. */
    record Layers(Overlays overlays, FrameNumber number, ViewPosition view,
            Optional<PatientOrientation> orientation, Optional<Boolean> burnedIn) {

        /** Of the only picture of a file that draws nothing over it. */
        static Layers of(ViewPosition view) {
            return new Layers(Overlays.NONE, FrameNumber.ONLY, view, Optional.empty(), Optional.empty());
        }
    }

    private static final String PALETTE = "PALETTE COLOR";

    private DicomRadiographs() {
    }

    /**
     * A frame's radiograph.
     *
     * @param overlays what is to be drawn over it
     * @param number which of the file's frames it is
     */
    static Radiograph radiograph(DicomFile file, PixelFrame frame, Overlays overlays, FrameNumber number)
            throws DicomException {
        DicomObject dataSet = file.dataSet();
        String photometric = PixelFormat.of(dataSet).photometric();
        Layers layers = new Layers(overlays, number, ViewWords.view(dataSet),
                PatientOrientation.of(dataSet.texts(Tags.PATIENT_ORIENTATION)), DicomHeaders.burnedIn(dataSet));
        if (frame.samples() == 3) {
            return Pictures.radiograph(frame, layers);
        }
        return switch (photometric) {
            case "MONOCHROME1", "MONOCHROME2" -> monochrome(dataSet, frame, photometric, layers);
            case PALETTE -> Pictures.radiograph(Palette.toRgb(dataSet, frame), layers);
            default -> throw new DicomException(Tags.PHOTOMETRIC_INTERPRETATION,
                    "does not go with one sample a pixel; MONOCHROME1, MONOCHROME2 and PALETTE COLOR do");
        };
    }

    static DisplayedPicture displayed(DicomFile file, PixelFrame frame) throws DicomException {
        if (frame.samples() == 3) {
            return DisplayedPicture.ofColour(frame);
        }
        return PixelFormat.of(file.dataSet()).photometric().equals(PALETTE)
                ? DisplayedPicture.ofColour(Palette.toRgb(file.dataSet(), frame))
                : DisplayedPicture.of(radiograph(file, frame, Overlays.NONE, FrameNumber.ONLY));
    }

    private static Radiograph monochrome(DicomObject dataSet, PixelFrame frame, String photometric, Layers layers)
            throws DicomException {
        Scaled scaled = scaled(dataSet, frame);
        boolean inverted = photometric.equals("MONOCHROME1")
                || dataSet.text(Tags.PRESENTATION_LUT_SHAPE).filter("INVERSE"::equals).isPresent();
        LookupTable.Sign sign = scaled.signed || scaled.intercept < 0
                ? LookupTable.Sign.SIGNED
                : LookupTable.Sign.UNSIGNED;
        return new Radiograph(frame.rows(), frame.columns(), scaled.stored, scaled.signed, scaled.bits, scaled.slope,
                scaled.intercept, inverted, DicomHeaders.windows(dataSet), scaled.padding,
                DicomHeaders.spacing(dataSet), layers.view(), LookupTable.voi(dataSet, sign), layers.overlays(),
                layers.number(), layers.orientation(), layers.burnedIn());
    }

    /** A modality table is worked into the stored values; a slope and intercept stay beside them. */
    private static Scaled scaled(DicomObject dataSet, PixelFrame frame) throws DicomException {
        OptionalInt padding = padding(dataSet, frame);
        LookupTable.Sign sign = frame.signed() ? LookupTable.Sign.SIGNED : LookupTable.Sign.UNSIGNED;
        Optional<LookupTable> table = LookupTable.modality(dataSet, sign);
        if (table.isEmpty()) {
            double slope = dataSet.number(Tags.RESCALE_SLOPE).orElse(1);
            double intercept = dataSet.number(Tags.RESCALE_INTERCEPT).orElse(0);
            if (slope == 0 || !Double.isFinite(slope) || !Double.isFinite(intercept)) {
                throw new DicomException(Tags.RESCALE_SLOPE, "should be a number other than 0, but is " + slope);
            }
            return new Scaled(frame.values(), frame.signed(), frame.bitsStored(), slope, intercept, padding);
        }
        return mapped(frame, table.get(), padding);
    }

    /** The values behind a modality table. */
    private static Scaled mapped(PixelFrame frame, LookupTable table, OptionalInt padding) {
        short[] mapped = new short[frame.values().length];
        boolean[] used = new boolean[MappedPadding.VALUES];
        boolean[] padded = new boolean[padding.isPresent() ? mapped.length : 0];
        for (int i = 0; i < mapped.length; i++) {
            int value = frame.signed() ? frame.values()[i] : frame.values()[i] & 0xffff;
            mapped[i] = (short) table.map(value);
            if (padding.isPresent() && padding.getAsInt() == value) {
                padded[i] = true;
            } else {
                used[mapped[i] & 0xffff] = true;
            }
        }
        if (padding.isEmpty()) {
            return new Scaled(mapped, false, table.bits(), 1, 0, padding);
        }
        OptionalInt free = MappedPadding.mark(mapped, padded, used, table.map(padding.getAsInt()));
        return new Scaled(mapped, false, table.bits(), 1, 0, free);
    }

    /** The padding value; where the file gives a range, all its values are made the one. */
    private static OptionalInt padding(DicomObject dataSet, PixelFrame frame) throws DicomException {
        OptionalInt value = stored(dataSet, Tags.PIXEL_PADDING_VALUE, frame);
        OptionalInt limit = stored(dataSet, Tags.PIXEL_PADDING_RANGE_LIMIT, frame);
        if (value.isPresent() && limit.isPresent()) {
            int low = Math.min(value.getAsInt(), limit.getAsInt());
            int high = Math.max(value.getAsInt(), limit.getAsInt());
            short[] values = frame.values();
            for (int i = 0; i < values.length; i++) {
                int pixel = frame.signed() ? values[i] : values[i] & 0xffff;
                values[i] = pixel >= low && pixel <= high ? (short) value.getAsInt() : values[i];
            }
        }
        return value;
    }

    /** A stored value in an attribute: signed or not by Pixel Representation, whatever VR the writer chose. */
    private static OptionalInt stored(DicomObject dataSet, int tag, PixelFrame frame) throws DicomException {
        OptionalInt value = dataSet.integer(tag);
        if (value.isEmpty()) {
            return value;
        }
        return OptionalInt.of(frame.signed() ? (short) value.getAsInt() : value.getAsInt() & 0xffff);
    }
}
