package org.refers.model.dicom;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The value representations of all public attributes of PS3.6. Implicitly encoded files name none, and without them a
 * nested sequence would be a run of unknown bytes, in which nobody finds a patient's name.
 */
final class StandardVrs {

    private static final Vr[] VRS = Vr.values();

    /** Tags as unsigned numbers, ascending, and the ordinal of each one's representation beside it. */
    private final long[] tags;
    private final byte[] ordinals;

    private StandardVrs(List<String> rows) {
        tags = new long[rows.size()];
        ordinals = new byte[rows.size()];
        for (int i = 0; i < tags.length; i++) {
            tags[i] = Long.parseLong(rows.get(i).substring(0, 8), 16);
            ordinals[i] = (byte) Vr.valueOf(rows.get(i).substring(9, 11)).ordinal();
        }
    }

    /** Read when the first attribute is asked for that the program's own dictionary does not hold. */
    private static final class Holder {
        private static final StandardVrs TABLE = read();

        private static StandardVrs read() {
            try (InputStream in = StandardVrs.class.getResourceAsStream("standard-vrs.txt")) {
                String table = new String(Objects.requireNonNull(in, "standard-vrs.txt").readAllBytes(),
                        StandardCharsets.US_ASCII);
                return new StandardVrs(table.lines().filter(line -> !line.startsWith("#")).toList());
            } catch (IOException e) {
                throw new UncheckedIOException("the program's own table of representations cannot be read", e);
            }
        }
    }

    static Optional<Vr> of(int tag) {
        StandardVrs table = Holder.TABLE;
        int at = Arrays.binarySearch(table.tags, Integer.toUnsignedLong(tag));
        return at < 0 ? Optional.empty() : Optional.of(VRS[table.ordinals[at]]);
    }
}
