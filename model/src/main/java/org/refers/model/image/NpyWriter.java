package org.refers.model.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.refers.model.dicom.PixelFrame;
import org.refers.model.store.AtomicFiles;

/** Writes stored values as a NumPy array file, format 1.0: {@code numpy.load} reads them back. */
public final class NpyWriter {

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
    private static final int ALIGNMENT = 64;

    private NpyWriter() {
    }

    /**
     * Writes a frame: rows x columns for grey, rows x columns x 3 for colour; 8 bits a value where they suffice for its
     * bits stored, else 16, signed as the frame is.
     */
    public static void write(Path file, PixelFrame frame) throws IOException {
        AtomicFiles.writeBytes(file, toBytes(frame));
    }

    static byte[] toBytes(PixelFrame frame) {
        int width = frame.bitsStored() <= 8 ? 1 : 2;
        byte[] header = header(frame, width);
        int size = Math.addExact(header.length, Math.multiplyExact(frame.values().length, width));
        ByteBuffer bytes = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN).put(header);
        for (short value : frame.values()) {
            if (width == 1) {
                bytes.put((byte) value);
            } else {
                bytes.putShort(value);
            }
        }
        return bytes.array();
    }

    private static byte[] header(PixelFrame frame, int width) {
        String type = (width == 1 ? "|" : "<") + (frame.signed() ? "i" : "u") + width;
        String shape = frame.rows() + ", " + frame.columns() + (frame.samples() == 3 ? ", 3" : "");
        String text = "{'descr': '" + type + "', 'fortran_order': False, 'shape': (" + shape + "), }";
        int length = (MAGIC.length + 2 + text.length() + 1 + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        int padding = length - MAGIC.length - 2 - text.length() - 1;
        ByteBuffer header = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN).put(MAGIC);
        header.putShort((short) (length - MAGIC.length - 2));
        header.put((text + " ".repeat(padding) + "\n").getBytes(StandardCharsets.US_ASCII));
        return header.array();
    }
}
