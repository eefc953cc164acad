package org.refers.model.workspace.importer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.refers.model.dicom.DicomReader;

/** Finds a DICOM file's SOP class in its first bytes, before anything is known of it. */
final class ObjectSniffer {

    private static final int MAGIC = 128;
    /** (0002,0002) Media Storage SOP Class UID, which meta information begins with after its length and version. */
    private static final byte[] META = {2, 0, 2, 0, 'U', 'I'};
    /** (0008,0016) SOP Class UID, which stands near the beginning of every data set. */
    private static final byte[] EXPLICIT = {8, 0, 0x16, 0, 'U', 'I'};
    private static final byte[] IMPLICIT = {8, 0, 0x16, 0};
    private static final int LONGEST_UID = 64;

    private ObjectSniffer() {
    }

    /**
     * The SOP Class UID of the file meta information, or of a data set without any; empty text if there is none.
     *
     * @param head the file's first 512 bytes, or all of a shorter one
     */
    static String sopClass(byte[] head) {
        boolean bare = head.length <= MAGIC || head[MAGIC] != 'D' || head[MAGIC + 1] != 'I';
        if (bare && !DicomReader.looksLikeDicom(head)) {
            return "";
        }
        int from = bare ? 0 : MAGIC;
        for (byte[] element : List.of(META, EXPLICIT, IMPLICIT)) {
            int at = indexOf(head, element, from);
            if (at >= 0 && at + 8 <= head.length) {
                return value(head, at, element == IMPLICIT ? 4 : 6);
            }
        }
        return "";
    }

    /** The text of an element whose length stands some bytes behind its beginning. */
    private static String value(byte[] head, int at, int lengthAt) {
        int length = head[at + lengthAt] & 0xff | (head[at + lengthAt + 1] & 0xff) << 8;
        int end = Math.min(head.length, at + 8 + length);
        return length > LONGEST_UID
                ? ""
                : new String(head, at + 8, end - at - 8, StandardCharsets.US_ASCII).replace("\0", "").strip();
    }

    private static int indexOf(byte[] head, byte[] element, int from) {
        for (int at = from; at + element.length <= head.length; at++) {
            if (Arrays.equals(head, at, at + element.length, element, 0, element.length)) {
                return at;
            }
        }
        return -1;
    }
}
