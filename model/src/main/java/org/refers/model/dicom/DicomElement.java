package org.refers.model.dicom;

/**
 * One element of a data set.
 *
 * @param tag group in the upper 16 bits, element in the lower
 * @param vr value representation
 * @param value its value
 */
public record DicomElement(int tag, Vr vr, DicomValue value) {

    /** Creates an element; only a sequence has items, only pixel data has fragments. */
    public DicomElement {
        boolean fits = switch (value) {
            case DicomValue.Items _ -> vr == Vr.SQ;
            case DicomValue.Fragments _ -> vr == Vr.OB || vr == Vr.OW;
            case DicomValue.Bytes _ -> vr != Vr.SQ;
        };
        if (!fits) {
            throw new IllegalArgumentException(Tags.describe(tag) + " with VR " + vr + " cannot hold such a value");
        }
    }

    /** Whether the element is private: its group is odd. */
    public boolean isPrivate() {
        return (tag >>> 16 & 1) == 1;
    }

    /** The value's bytes; none for a sequence or encapsulated pixel data. */
    public byte[] bytes() {
        return value instanceof DicomValue.Bytes(byte[] bytes) ? bytes : new byte[0];
    }
}
