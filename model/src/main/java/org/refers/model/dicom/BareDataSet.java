package org.refers.model.dicom;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Data sets without preamble and magic, as older archives wrote them: told from other files by their first element. */
final class BareDataSet {

    /** Bytes that tell the layout. */
    static final int FIRST_HEADER = 8;
    /** A first element of group 0008 or below is short: identifiers, dates, a group length, a character set. */
    private static final int LONGEST_FIRST_VALUE = 1024;

    private BareDataSet() {
    }

    static Optional<DicomParser.Layout> layoutOf(byte[] head) {
        if (head.length < FIRST_HEADER) {
            return Optional.empty();
        }
        boolean bigEndian = head[0] == 0 && head[1] == 8;
        int group = bigEndian ? head[1] : word(head, 0);
        if (group != 2 && group != 8) {
            return Optional.empty();
        }
        boolean explicit = Vr.of(new String(head, 4, 2, StandardCharsets.ISO_8859_1)).isPresent();
        if (explicit) {
            return Optional.of(new DicomParser.Layout(true, bigEndian));
        }
        long length = word(head, 4) | (long) word(head, 6) << 16;
        boolean plausible = !bigEndian && group == 8 && length <= LONGEST_FIRST_VALUE;
        return plausible ? Optional.of(DicomParser.Layout.IMPLICIT) : Optional.empty();
    }

    static boolean beginsWithMeta(byte[] head) {
        return word(head, 0) == 2;
    }

    static TransferSyntax syntaxOf(DicomParser.Layout layout) {
        if (!layout.explicit()) {
            return TransferSyntax.IMPLICIT_LITTLE_ENDIAN;
        }
        return layout.bigEndian() ? TransferSyntax.EXPLICIT_BIG_ENDIAN : TransferSyntax.EXPLICIT_LITTLE_ENDIAN;
    }

    private static int word(byte[] bytes, int at) {
        return (bytes[at + 1] & 0xff) << 8 | bytes[at] & 0xff;
    }
}
