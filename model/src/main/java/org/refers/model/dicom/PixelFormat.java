package org.refers.model.dicom;

import java.util.List;
import java.util.OptionalInt;

/**
 * How the stored values of an image lie in its pixel data: the Image Pixel module (PS3.3, C.7.6.3), checked.
 *
 * @param rows height in pixels, 1 to 65,535
 * @param columns width in pixels, 1 to 65,535
 * @param samples values of a pixel: 1 for grey and palette indices, 3 for colour
 * @param bitsAllocated bits of a value's cell: 1, 8, 16 or 32
 * @param bitsStored significant bits of a value, 1 to 16
 * @param highBit the most significant of them
 * @param signed whether values are two's complement
 * @param planar whether a colour image stores one plane after another instead of pixel after pixel
 * @param photometric Photometric Interpretation, as the file says it
 */
public record PixelFormat(int rows, int columns, int samples, int bitsAllocated, int bitsStored, int highBit,
        boolean signed, boolean planar, String photometric) {

    /** Larger than any detector or scanned film; each sample takes two bytes of memory. */
    public static final long MOST_SAMPLES = 100_000_000L;

    /** Other colours, such as HSV or CMYK, would be shown as wrong ones. */
    private static final List<String> COLOURS = List.of("RGB", "YBR_FULL", "YBR_FULL_422", "YBR_PARTIAL_422", "YBR_ICT",
            "YBR_RCT");
    private static final int LARGEST_SIDE = 65_535;

    /** Takes the format from a data set. */
    public static PixelFormat of(DicomObject dataSet) throws DicomException {
        if (dataSet.contains(Tags.DIRECTORY_RECORD_SEQUENCE)) {
            throw new DicomException("is a DICOM directory (DICOMDIR), the list of a disc's files, and no radiograph;"
                    + " name one of those files, or import the folder");
        }
        if (!dataSet.contains(Tags.ROWS) && !dataSet.contains(Tags.BITS_ALLOCATED)) {
            throw new DicomException("is a DICOM file that holds no picture");
        }
        int rows = inRange(dataSet, Tags.ROWS, 1, LARGEST_SIDE);
        int columns = inRange(dataSet, Tags.COLUMNS, 1, LARGEST_SIDE);
        int samples = samples(dataSet);
        if (samples == 2) {
            throw new DicomException(Tags.SAMPLES_PER_PIXEL, "should be 1 or 3, but is 2");
        }
        if ((long) rows * columns * samples > MOST_SAMPLES) {
            throw new DicomException(Tags.ROWS,
                    "and columns make " + rows + " x " + columns + " pixels, more than this program opens");
        }
        int allocated = bitsAllocated(dataSet);
        int stored = inRange(dataSet, Tags.BITS_STORED, 1, Math.min(allocated, 16));
        int high = dataSet.contains(Tags.HIGH_BIT)
                ? inRange(dataSet, Tags.HIGH_BIT, stored - 1, allocated - 1)
                : stored - 1;
        boolean signed = inRange(dataSet, Tags.PIXEL_REPRESENTATION, 0, 1) == 1;
        boolean planar = samples > 1 && dataSet.contains(Tags.PLANAR_CONFIGURATION)
                && inRange(dataSet, Tags.PLANAR_CONFIGURATION, 0, 1) == 1;
        String photometric = dataSet.text(Tags.PHOTOMETRIC_INTERPRETATION)
                .orElseThrow(() -> new DicomException(Tags.PHOTOMETRIC_INTERPRETATION, "is missing"));
        if (samples == 3 && !COLOURS.contains(photometric)) {
            throw new DicomException(Tags.PHOTOMETRIC_INTERPRETATION,
                    "should be one of " + String.join(", ", COLOURS) + " for three samples a pixel, but is another");
        }
        return new PixelFormat(rows, columns, samples, allocated, stored, high, signed, planar, photometric);
    }

    /** The same cells taken whole, the bits beside the stored ones too. */
    PixelFormat wholeCells() {
        return new PixelFormat(rows, columns, samples, bitsAllocated, bitsAllocated, bitsAllocated - 1, false, planar,
                photometric);
    }

    /** Pixels of a frame. */
    public int pixels() {
        return Math.multiplyExact(rows, columns);
    }

    /** Samples of a frame. */
    public int frameSamples() {
        return Math.multiplyExact(pixels(), samples);
    }

    /**
     * Whether colour is stored as luminance and two differences. Those of JPEG 2000's transforms are not: its decoders take
     * them back.
     */
    boolean isYbr() {
        return photometric.startsWith("YBR_FULL") || isPartialRange();
    }

    /** Whether luminance and differences leave room at their ends, as in television. */
    boolean isPartialRange() {
        return photometric.equals("YBR_PARTIAL_422");
    }

    /** Whether two neighbours share their colour differences in native pixel data. */
    boolean isHalvedColour() {
        return photometric.equals("YBR_FULL_422") || isPartialRange();
    }

    /** What has a grey value a pixel has one sample, said or not. */
    private static int samples(DicomObject dataSet) throws DicomException {
        boolean grey = dataSet.text(Tags.PHOTOMETRIC_INTERPRETATION).filter(name -> name.startsWith("MONOCHROME"))
                .isPresent();
        return grey && !dataSet.contains(Tags.SAMPLES_PER_PIXEL)
                ? 1
                : inRange(dataSet, Tags.SAMPLES_PER_PIXEL, 1, 3);
    }

    private static int bitsAllocated(DicomObject dataSet) throws DicomException {
        int allocated = inRange(dataSet, Tags.BITS_ALLOCATED, 1, 32);
        if (allocated != 1 && allocated != 8 && allocated != 16 && allocated != 32) {
            throw new DicomException(Tags.BITS_ALLOCATED, "should be 1, 8, 16 or 32, but is " + allocated);
        }
        return allocated;
    }

    private static int inRange(DicomObject dataSet, int tag, int low, int high) throws DicomException {
        OptionalInt value = dataSet.integer(tag);
        if (value.isEmpty()) {
            throw new DicomException(tag, "is missing, so the pixels cannot be read");
        }
        if (value.getAsInt() < low || value.getAsInt() > high) {
            throw new DicomException(tag,
                    "should be " + low + " to " + high + ", but is " + value.getAsInt());
        }
        return value.getAsInt();
    }
}
