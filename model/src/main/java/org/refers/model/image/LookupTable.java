package org.refers.model.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.refers.model.dicom.DicomException;
import org.refers.model.dicom.DicomObject;
import org.refers.model.dicom.Tags;
import org.refers.model.study.VoiLut;

/**
 * A lookup table of a DICOM file (PS3.3, C.11.1.1, C.11.2.1.1 and C.7.6.3.1.5).
 *
 * @param firstValue the value that the first entry belongs to
 * @param bits bits of an entry
 * @param entries unsigned
 */
record LookupTable(int firstValue, int bits, short[] entries) {

    private static final int FULL = 65_536;

    /** The table of a Modality LUT sequence. */
    static Optional<LookupTable> modality(DicomObject dataSet, Sign sign) throws DicomException {
        List<DicomObject> items = dataSet.items(Tags.MODALITY_LUT_SEQUENCE);
        // An item without anything in it is a writer's placeholder; a table that lacks a part is an error.
        if (items.isEmpty() || items.getFirst().elements().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(of(items.getFirst(), Tags.LUT_DESCRIPTOR, Tags.LUT_DATA, sign));
    }

    /** The tables of a VOI LUT sequence, in its order. */
    static List<VoiLut> voi(DicomObject dataSet, Sign sign) throws DicomException {
        List<VoiLut> curves = new ArrayList<>();
        for (DicomObject item : dataSet.items(Tags.VOI_LUT_SEQUENCE)) {
            if (item.elements().isEmpty()) {
                continue;
            }
            LookupTable table = of(item, Tags.LUT_DESCRIPTOR, Tags.LUT_DATA, sign);
            curves.add(new VoiLut(table.firstValue, table.bits, table.entries,
                    item.text(Tags.LUT_EXPLANATION).orElse("")));
        }
        return curves;
    }

    /** How the first value that a table maps is to be read; the file's writer may have called it unsigned. */
    enum Sign {
        SIGNED, UNSIGNED
    }

    static LookupTable of(DicomObject dataSet, int descriptorTag, int dataTag, Sign sign) throws DicomException {
        LookupTable empty = described(dataSet, descriptorTag, sign);
        return empty.with(entries(dataSet.bytes(dataTag), empty.entries.length, dataTag));
    }

    /** The table that a descriptor announces, its entries still 0. */
    static LookupTable described(DicomObject dataSet, int descriptorTag, Sign sign) throws DicomException {
        double[] descriptor = dataSet.numbers(descriptorTag);
        if (descriptor.length != 3) {
            throw new DicomException(descriptorTag, "should hold three numbers, but holds " + descriptor.length);
        }
        int count = (int) descriptor[0] & 0xffff;
        int size = count == 0 ? FULL : count;
        int first = sign == Sign.SIGNED ? (short) (int) descriptor[1] : (int) descriptor[1] & 0xffff;
        int bits = (int) descriptor[2];
        if (bits < 8 || bits > 16) {
            throw new DicomException(descriptorTag, "should give 8 to 16 bits an entry, but gives " + bits);
        }
        return new LookupTable(first, bits, new short[size]);
    }

    LookupTable with(short[] filled) {
        return new LookupTable(firstValue, bits, filled);
    }

    /** The entry for a value; values beyond the table take its ends, entries of more bits than it states the highest. */
    int map(int value) {
        long index = (long) value - firstValue;
        int entry = entries[(int) Math.max(0, Math.min(entries.length - 1L, index))] & 0xffff;
        return Math.min(entry, (1 << bits) - 1);
    }

    /** Entries in words of 16 bits; some writers pack those of 8 bits in bytes. */
    private static short[] entries(byte[] bytes, int size, int tag) throws DicomException {
        short[] entries = new short[size];
        if (bytes.length == size || bytes.length == size + 1) {
            for (int i = 0; i < size; i++) {
                entries[i] = (short) (bytes[i] & 0xff);
            }
            return entries;
        }
        if (bytes.length < 2L * size) {
            throw new DicomException(tag, "should hold " + size + " entries, but holds " + bytes.length + " bytes");
        }
        for (int i = 0; i < size; i++) {
            entries[i] = (short) (bytes[2 * i] & 0xff | bytes[2 * i + 1] << 8);
        }
        return entries;
    }
}
