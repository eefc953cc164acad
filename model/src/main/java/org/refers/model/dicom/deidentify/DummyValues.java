package org.refers.model.dicom.deidentify;

import org.refers.model.dicom.DicomObject;
import org.refers.model.dicom.Vr;

/** Values that say nothing and fit their representation. */
final class DummyValues {

    static final String TEXT = "ANONYMIZED";

    private DummyValues() {
    }

    static void put(DicomObject.Builder builder, int tag, Vr vr) {
        switch (vr) {
            case AS -> builder.text(tag, vr, "000Y");
            // The first day of a month long ago is known for no date, and is one.
            case DA -> builder.text(tag, vr, "19000101");
            case DT -> builder.text(tag, vr, "19000101000000");
            case TM -> builder.text(tag, vr, "000000");
            case DS, IS -> builder.text(tag, vr, "0");
            case UR -> builder.text(tag, vr, "urn:anonymized");
            case AE, CS, LO, LT, PN, SH, ST, UC, UT -> builder.text(tag, vr, TEXT);
            case SQ -> builder.items(tag, java.util.List.of());
            case UI -> throw new IllegalArgumentException("a UID is replaced by one that stands for it");
            default -> builder.bytes(tag, vr, new byte[vr.kind() == Vr.Kind.BULK ? 8 : Math.max(vr.width(), 4)]);
        }
    }
}
