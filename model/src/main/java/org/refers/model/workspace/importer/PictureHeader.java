package org.refers.model.workspace.importer;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Reads the size of PNG and JPEG pictures from their first bytes, and sees from their last whether they are whole. */
final class PictureHeader {

    private static final long PNG_SIGNATURE = 0x89504e470d0a1a0aL;
    private static final int PNG_HEADER = 0x49484452;
    private static final int JPEG_START = 0xffd8;
    /** Beyond this a picture is no radiograph: the largest detectors have fewer than 6,000 pixels a side. */
    private static final int MAXIMUM_SIDE = 65_535;

    private PictureHeader() {
    }

    static boolean isPng(ByteBuffer head) {
        return head.limit() >= 8 && head.getLong(0) == PNG_SIGNATURE;
    }

    static boolean isJpeg(ByteBuffer head) {
        return head.limit() >= 3 && (head.getShort(0) & 0xffff) == JPEG_START && (head.get(2) & 0xff) == 0xff;
    }

    /** Reads the size; {@code head} is the beginning of the file. */
    static FileHeader read(ByteBuffer head) throws IOException {
        return isPng(head) ? png(head) : jpeg(head);
    }

    private static FileHeader png(ByteBuffer head) throws IOException {
        if (head.limit() < 24 || head.getInt(12) != PNG_HEADER) {
            throw new IOException("is a PNG picture without its header; export it again");
        }
        return checked(head.getInt(20), head.getInt(16));
    }

    private static FileHeader jpeg(ByteBuffer head) throws IOException {
        int at = 2;
        while (at + 9 < head.limit()) {
            int marker = head.getShort(at) & 0xffff;
            if (marker == 0xffff) {
                at++;
            } else if (isFrame(marker)) {
                return checked(head.getShort(at + 5) & 0xffff, head.getShort(at + 7) & 0xffff);
            } else if (marker < 0xff01 || marker == 0xffda) {
                break;
            } else {
                boolean alone = marker == 0xff01 || marker >= 0xffd0 && marker <= 0xffd7;
                at += 2 + (alone ? 0 : Math.max(2, head.getShort(at + 2) & 0xffff));
            }
        }
        throw new IOException("is a JPEG picture without a frame header; export it again");
    }

    /** Start-of-frame markers; C4, C8 and CC among them are tables and a reserved word. */
    private static boolean isFrame(int marker) {
        return marker >= 0xffc0 && marker <= 0xffcf && marker != 0xffc4 && marker != 0xffc8 && marker != 0xffcc;
    }

    private static FileHeader checked(int rows, int columns) throws IOException {
        if (rows < 1 || columns < 1 || rows > MAXIMUM_SIDE || columns > MAXIMUM_SIDE) {
            throw new IOException("gives a size of " + columns + " x " + rows + " pixels; export it again");
        }
        return FileHeader.ofPicture(rows, columns);
    }

    /** Whether the picture's end mark is there; {@code tail} is the end of the file. */
    static boolean isWhole(boolean png, ByteBuffer tail) {
        for (int i = tail.limit() - (png ? 8 : 2); i >= 0; i--) {
            if (png ? tail.getInt(i) == 0x49454e44 : (tail.getShort(i) & 0xffff) == 0xffd9) {
                return true;
            }
        }
        return false;
    }
}
