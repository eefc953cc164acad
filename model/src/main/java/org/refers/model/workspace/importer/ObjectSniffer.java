package org.refers.model.workspace.importer;

import java.nio.charset.StandardCharsets;

/** Finds a DICOM file's SOP class in its first bytes, before anything is known of it. */
final class ObjectSniffer {

    private static final int META = 132;
    /** (0002,0002) Media Storage SOP Class UID, which meta information begins with after its length and version. */
    private static final byte[] ELEMENT = {2, 0, 2, 0, 'U', 'I'};

    private ObjectSniffer() {
    }

    /**
     * The SOP Class UID of the file meta information; empty text if there is none.
     *
     * @param head the file's first 512 bytes, or all of a shorter one
     */
    static String sopClass(byte[] head) {
        int at = head.length > META && head[128] == 'D' && head[129] == 'I' ? indexOf(head) : -1;
        if (at < 0 || at + 8 > head.length) {
            return "";
        }
        int length = head[at + 6] & 0xff | (head[at + 7] & 0xff) << 8;
        int end = Math.min(head.length, at + 8 + length);
        return new String(head, at + 8, end - at - 8, StandardCharsets.US_ASCII).replace("\0", "").strip();
    }

    private static int indexOf(byte[] head) {
        for (int at = META; at + ELEMENT.length <= head.length; at++) {
            boolean same = true;
            for (int i = 0; i < ELEMENT.length; i++) {
                same &= head[at + i] == ELEMENT[i];
            }
            if (same) {
                return at;
            }
        }
        return -1;
    }
}
