package org.refers.model.image;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.refers.model.dicom.DicomException;
import org.refers.model.dicom.DicomFile;
import org.refers.model.dicom.DicomObject;
import org.refers.model.dicom.PixelData;
import org.refers.model.dicom.PixelFormat;
import org.refers.model.study.OverlayPlane;
import org.refers.model.study.Overlays;

/**
 * The overlay planes of a file, groups 6000 to 601E (PS3.3, C.9.2): bits of their own, or in those bits of the pixels that the
 * stored values leave unused. A plane that cannot be drawn is told in words and costs no picture.
 */
final class DicomOverlays {

    private static final int FIRST_GROUP = 0x6000;
    private static final int LAST_GROUP = 0x601e;
    private static final int ROWS = 0x0010;
    private static final int COLUMNS = 0x0011;
    private static final int FRAMES = 0x0015;
    private static final int TYPE = 0x0040;
    private static final int ORIGIN = 0x0050;
    private static final int BIT_POSITION = 0x0102;
    private static final int LABEL = 0x1500;
    private static final int DATA = 0x3000;

    private final DicomFile file;
    private final DicomObject dataSet;
    private final PixelData pixels;
    private final int frame;
    private short[] cells = new short[0];

    private DicomOverlays(DicomFile file, PixelData pixels, int frame) {
        this.file = file;
        this.dataSet = file.dataSet();
        this.pixels = pixels;
        this.frame = frame;
    }

    /** The planes over a frame of a file that was read whole. */
    static Overlays of(DicomFile file, PixelData pixels, int frame) {
        DicomOverlays reading = new DicomOverlays(file, pixels, frame);
        List<OverlayPlane> planes = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        for (int group = FIRST_GROUP; group <= LAST_GROUP; group += 2) {
            if (!isThere(file.dataSet(), group)) {
                continue;
            }
            try {
                planes.add(reading.plane(group));
            } catch (DicomException e) {
                leftOut.add("Overlay %04X is not shown: %s.".formatted(group, e.getMessage()));
            }
        }
        return new Overlays(planes, leftOut);
    }

    /** How many planes a file's header announces. */
    static int count(DicomObject dataSet) {
        int count = 0;
        for (int group = FIRST_GROUP; group <= LAST_GROUP; group += 2) {
            count += isThere(dataSet, group) ? 1 : 0;
        }
        return count;
    }

    /** A group may be there that holds no plane, such as a curve's remains. */
    private static boolean isThere(DicomObject dataSet, int group) {
        return dataSet.contains(tag(group, ROWS)) || dataSet.contains(tag(group, DATA));
    }

    private static int tag(int group, int element) {
        return group << 16 | element;
    }

    private OverlayPlane plane(int group) throws DicomException {
        if (dataSet.integer(tag(group, FRAMES)).orElse(1) > 1) {
            throw new DicomException(tag(group, FRAMES), "gives the overlay frames of its own");
        }
        int rows = size(tag(group, ROWS));
        int columns = size(tag(group, COLUMNS));
        if ((long) rows * columns > PixelFormat.MOST_SAMPLES) {
            throw new DicomException(tag(group, ROWS), "and columns make more bits than this program opens");
        }
        double[] origin = dataSet.numbers(tag(group, ORIGIN));
        int top = origin.length == 2 ? (int) origin[0] - 1 : 0;
        int left = origin.length == 2 ? (int) origin[1] - 1 : 0;
        OverlayPlane.Kind kind = dataSet.text(tag(group, TYPE)).filter("R"::equals).isPresent()
                ? OverlayPlane.Kind.REGION
                : OverlayPlane.Kind.GRAPHICS;
        byte[] bits = dataSet.contains(tag(group, DATA))
                ? separate(group, rows, columns)
                : embedded(group, rows, columns);
        return new OverlayPlane(rows, columns, top, left, kind, dataSet.text(tag(group, LABEL)).orElse(""), bits);
    }

    private int size(int tag) throws DicomException {
        int size = dataSet.integer(tag).orElseThrow(() -> new DicomException(tag, "is missing"));
        if (size < 1 || size > 65_535) {
            throw new DicomException(tag, "should be 1 to 65535, but is " + size);
        }
        return size;
    }

    private byte[] separate(int group, int rows, int columns) throws DicomException {
        byte[] bits = dataSet.bytes(tag(group, DATA));
        long needed = ((long) rows * columns + 7) / 8;
        if (bits.length < needed) {
            throw new DicomException(tag(group, DATA),
                    "should hold at least " + needed + " bytes, but holds " + bits.length);
        }
        return Arrays.copyOf(bits, (int) needed);
    }

    /** The plane has the image's own rows and columns then (retired in 2004, and still found). */
    private byte[] embedded(int group, int rows, int columns) throws DicomException {
        PixelFormat format = PixelFormat.of(dataSet);
        int position = dataSet.integer(tag(group, BIT_POSITION))
                .orElseThrow(() -> new DicomException(tag(group, BIT_POSITION), "is missing"));
        boolean unused = position >= 0 && position < format.bitsAllocated()
                && (position > format.highBit() || position <= format.highBit() - format.bitsStored());
        if (!unused || rows != format.rows() || columns != format.columns() || format.samples() != 1) {
            throw new DicomException(tag(group, BIT_POSITION),
                    "should name a bit that the stored values leave unused, over the whole image");
        }
        if (cells.length == 0) {
            cells = pixels.wholeCells(file, frame);
        }
        byte[] bits = new byte[(cells.length + 7) / 8];
        for (int i = 0; i < cells.length; i++) {
            bits[i >> 3] |= (byte) ((cells[i] >> position & 1) << (i & 7));
        }
        return bits;
    }
}
