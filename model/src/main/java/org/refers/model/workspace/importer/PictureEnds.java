package org.refers.model.workspace.importer;

import java.nio.ByteBuffer;

/** Tells PNG and JPEG pictures by their first bytes, and sees from their last whether they are whole. */
final class PictureEnds {

    private static final long PNG_SIGNATURE = 0x89504e470d0a1a0aL;
    private static final int PNG_END = 0x49454e44;
    private static final int JPEG_START = 0xffd8;
    private static final int JPEG_END = 0xffd9;

    private PictureEnds() {
    }

    static boolean isPng(ByteBuffer head) {
        return head.limit() >= 8 && head.getLong(0) == PNG_SIGNATURE;
    }

    static boolean isJpeg(ByteBuffer head) {
        return head.limit() >= 3 && (head.getShort(0) & 0xffff) == JPEG_START && (head.get(2) & 0xff) == 0xff;
    }

    /** Whether the picture's end mark is there; {@code tail} is the end of the file. */
    static boolean isWhole(boolean png, ByteBuffer tail) {
        for (int i = tail.limit() - (png ? 8 : 2); i >= 0; i--) {
            if (png ? tail.getInt(i) == PNG_END : (tail.getShort(i) & 0xffff) == JPEG_END) {
                return true;
            }
        }
        return false;
    }
}
