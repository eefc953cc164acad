package org.refers.model.dicom;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** RLE Lossless (PS3.5, annex G): a frame as segments of one byte plane each, every row packed by itself. */
final class RleEncoder {

    private static final int HEADER = 64;
    private static final int LONGEST_RUN = 128;

    private RleEncoder() {
    }

    /**
     * Compresses a frame.
     *
     * @param frame native pixel data, little endian, samples of a pixel side by side
     * @param columns pixels in a row
     * @param samples samples of a pixel
     * @param bytesPerSample 1, 2 or 4
     */
    static byte[] encode(byte[] frame, int columns, int samples, int bytesPerSample) {
        int planes = samples * bytesPerSample;
        ByteBuffer header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN).putInt(planes);
        ByteArrayOutputStream segments = new ByteArrayOutputStream();
        for (int plane = 0; plane < planes; plane++) {
            header.putInt(HEADER + segments.size());
            int sample = plane / bytesPerSample;
            // The most significant byte of a sample comes first.
            int within = bytesPerSample - 1 - plane % bytesPerSample;
            encodePlane(frame, sample * bytesPerSample + within, planes, columns, segments);
            if (segments.size() % 2 == 1) {
                segments.write(0);
            }
        }
        byte[] encoded = new byte[HEADER + segments.size()];
        System.arraycopy(header.array(), 0, encoded, 0, HEADER);
        System.arraycopy(segments.toByteArray(), 0, encoded, HEADER, segments.size());
        return encoded;
    }

    private static void encodePlane(byte[] frame, int offset, int step, int columns, ByteArrayOutputStream out) {
        byte[] row = new byte[columns];
        int rows = frame.length / (step * columns);
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++) {
                row[x] = frame[(y * columns + x) * step + offset];
            }
            encodeRow(row, out);
        }
    }

    private static void encodeRow(byte[] row, ByteArrayOutputStream out) {
        int at = 0;
        while (at < row.length) {
            int run = runLength(row, at);
            if (run > 2 || run == 2 && at + 2 == row.length) {
                out.write(1 - run);
                out.write(row[at]);
                at += run;
                continue;
            }
            int start = at;
            while (at < row.length && at - start < LONGEST_RUN && runLength(row, at) < 3) {
                at++;
            }
            out.write(at - start - 1);
            out.write(row, start, at - start);
        }
    }

    private static int runLength(byte[] row, int from) {
        int to = from + 1;
        while (to < row.length && to - from < LONGEST_RUN && row[to] == row[from]) {
            to++;
        }
        return to - from;
    }
}
