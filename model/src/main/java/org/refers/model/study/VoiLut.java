package org.refers.model.study;

/**
 * A display curve by table, DICOM's VOI LUT Sequence (0028,3010): values below the table show as its first entry, values
 * above as its last.
 *
 * @param firstValue the value, after the modality transform, that the first entry belongs to
 * @param bits bits of an entry, 8 to 16: the highest one is white
 * @param entries grey levels, handed over and not copied; unsigned
 * @param explanation the file's name for it; empty where it gives none
 */
public record VoiLut(int firstValue, int bits, short[] entries, String explanation) {

    /** Creates a curve; it must have an entry. */
    public VoiLut {
        if (entries.length == 0 || bits < 1 || bits > 16) {
            throw new IllegalArgumentException(entries.length + " entries of " + bits + " bits make no display curve");
        }
    }

    /** The window over the values between the curve's ends. */
    public WindowLevel extent() {
        double last = firstValue + entries.length - 1.0;
        return new WindowLevel((firstValue + last) / 2, Math.max(1, last - firstValue),
                WindowLevel.Function.LINEAR_EXACT);
    }

    /**
     * Maps one value to a grey level.
     *
     * @param value a pixel value after the modality transform
     * @return a grey level from 0 (black) to 1 (white)
     */
    public double toGrey(double value) {
        long index = Math.round(value) - firstValue;
        int entry = entries[(int) Math.max(0, Math.min(entries.length - 1L, index))] & 0xffff;
        return Math.min(1, entry / (double) ((1 << bits) - 1));
    }
}
