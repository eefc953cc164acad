package org.refers.model.image;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.refers.model.dicom.PixelFrame;

/** The orientation that a camera notes in a JPEG file (Exif 2.3, tag 0112), and turning a picture by it. */
final class ExifOrientation {

    private static final int APP1 = 0xffe1;
    private static final int SOS = 0xffda;
    private static final int ORIENTATION = 0x0112;
    private static final byte[] EXIF = {'E', 'x', 'i', 'f', 0, 0};

    private ExifOrientation() {
    }

    /** 1 to 8; 1, upright, where the file does not say or says nonsense. */
    static int of(byte[] jpeg) {
        int at = 2;
        while (at + 4 <= jpeg.length) {
            int marker = (jpeg[at] & 0xff) << 8 | jpeg[at + 1] & 0xff;
            int length = (jpeg[at + 2] & 0xff) << 8 | jpeg[at + 3] & 0xff;
            int end = at + 2 + length;
            if (marker == SOS || marker < 0xff00 || end > jpeg.length) {
                return 1;
            }
            boolean exif = marker == APP1 && length >= 8
                    && Arrays.equals(EXIF, Arrays.copyOfRange(jpeg, at + 4, at + 10));
            if (exif) {
                return inTiff(ByteBuffer.wrap(Arrays.copyOfRange(jpeg, at + 10, end)));
            }
            at = end;
        }
        return 1;
    }

    /** Turns and mirrors a picture so that it stands upright. */
    static PixelFrame upright(PixelFrame frame, int orientation) {
        if (orientation == 1) {
            return frame;
        }
        boolean turned = orientation >= 5;
        int rows = turned ? frame.columns() : frame.rows();
        int columns = turned ? frame.rows() : frame.columns();
        short[] values = new short[frame.values().length];
        int to = 0;
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                int from = source(frame, orientation, row, column) * frame.samples();
                for (int sample = 0; sample < frame.samples(); sample++) {
                    values[to++] = frame.values()[from + sample];
                }
            }
        }
        return new PixelFrame(rows, columns, frame.samples(), frame.bitsStored(), frame.signed(), values);
    }

    /** Which stored pixel belongs at a place of the upright picture. */
    private static int source(PixelFrame frame, int orientation, int row, int column) {
        int lastRow = frame.rows() - 1;
        int lastColumn = frame.columns() - 1;
        return switch (orientation) {
            case 2 -> row * frame.columns() + lastColumn - column;
            case 3 -> (lastRow - row) * frame.columns() + lastColumn - column;
            case 4 -> (lastRow - row) * frame.columns() + column;
            case 5 -> column * frame.columns() + row;
            case 6 -> (lastRow - column) * frame.columns() + row;
            case 7 -> (lastRow - column) * frame.columns() + lastColumn - row;
            case 8 -> column * frame.columns() + lastColumn - row;
            default -> row * frame.columns() + column;
        };
    }

    private static int inTiff(ByteBuffer tiff) {
        try {
            tiff.order(tiff.getShort() == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
            tiff.getShort();
            tiff.position(tiff.getInt());
            int entries = tiff.getShort() & 0xffff;
            for (int i = 0; i < entries; i++) {
                int tag = tiff.getShort() & 0xffff;
                tiff.getShort();
                tiff.getInt();
                int value = tiff.getShort() & 0xffff;
                tiff.getShort();
                if (tag == ORIENTATION) {
                    return value >= 1 && value <= 8 ? value : 1;
                }
            }
        } catch (BufferUnderflowException | IllegalArgumentException ignored) {
            // A damaged note on the camera is no reason to refuse its picture.
        }
        return 1;
    }
}
