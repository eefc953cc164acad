package org.refers.model.image;

import java.util.OptionalInt;

/**
 * Keeps padding apart behind a modality table. The table may map the padding value and values of the field to one number; were
 * that number the mark of padding, those parts of the field would be black.
 */
final class MappedPadding {

    /** Numbers of 16 bits. */
    static final int VALUES = 65_536;

    private MappedPadding() {
    }

    /**
     * Marks padding by a number that no pixel of the field has.
     *
     * @param mapped pixels behind the table; those of padding are set to the mark
     * @param padded which pixels are padding
     * @param used which numbers the field has
     * @param wanted the number that the table gives padding
     * @return the mark; empty where the field has all numbers, and padding looks like the field then
     */
    static OptionalInt mark(short[] mapped, boolean[] padded, boolean[] used, int wanted) {
        int mark = wanted;
        for (int tried = 0; used[mark]; tried++) {
            if (tried == VALUES) {
                return OptionalInt.empty();
            }
            mark = (mark + 1) % VALUES;
        }
        for (int i = 0; mark != wanted && i < mapped.length; i++) {
            mapped[i] = padded[i] ? (short) mark : mapped[i];
        }
        return OptionalInt.of(mark);
    }
}
