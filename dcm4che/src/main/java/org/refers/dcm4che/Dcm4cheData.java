package org.refers.dcm4che;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Fragments;
import org.dcm4che3.data.Sequence;
import org.dcm4che3.data.VR;
import org.refers.model.dicom.DicomElement;
import org.refers.model.dicom.DicomException;
import org.refers.model.dicom.DicomObject;
import org.refers.model.dicom.DicomValue;
import org.refers.model.dicom.Tags;
import org.refers.model.dicom.Vr;

/** From dcm4che's data sets to this program's. */
final class Dcm4cheData {

    private static final int OFFSET_BYTES = 4;

    private Dcm4cheData() {
    }

    static DicomObject dataSet(Attributes attributes) throws IOException, DicomException {
        DicomObject.Builder builder = DicomObject.builder();
        // First, since it rules what the others' letters are.
        if (attributes.contains(Tags.SPECIFIC_CHARACTER_SET)) {
            String[] terms = attributes.getStrings(Tags.SPECIFIC_CHARACTER_SET);
            builder.text(Tags.SPECIFIC_CHARACTER_SET, terms == null ? "" : String.join("\\", terms));
        } else {
            builder.text(Tags.SPECIFIC_CHARACTER_SET, "").remove(Tags.SPECIFIC_CHARACTER_SET);
        }
        for (int tag : attributes.tags()) {
            if (tag != Tags.SPECIFIC_CHARACTER_SET) {
                builder.put(element(attributes, tag));
            }
        }
        return builder.build();
    }

    private static DicomElement element(Attributes attributes, int tag) throws IOException, DicomException {
        VR vr = attributes.getVR(tag);
        Vr own = Vr.of(vr.name())
                .orElseThrow(() -> new DicomException(tag, "has no value representation that DICOM knows"));
        Object value = attributes.getValue(tag);
        if (value instanceof Sequence sequence) {
            List<DicomObject> items = new ArrayList<>();
            for (Attributes item : sequence) {
                items.add(dataSet(item));
            }
            return new DicomElement(tag, Vr.SQ, new DicomValue.Items(items));
        }
        if (own == Vr.SQ) {
            return new DicomElement(tag, Vr.SQ, new DicomValue.Items(List.of()));
        }
        if (value instanceof Fragments fragments) {
            return new DicomElement(tag, own == Vr.OW ? Vr.OW : Vr.OB, encapsulated(fragments));
        }
        byte[] bytes = attributes.getBytes(tag);
        if (bytes == null) {
            bytes = new byte[0];
        }
        return new DicomElement(tag, own,
                new DicomValue.Bytes(attributes.bigEndian() ? vr.toggleEndian(bytes, true) : bytes));
    }

    /** The first fragment is the offset table; empty ones are told by an object that is no array. */
    private static DicomValue.Fragments encapsulated(Fragments fragments) {
        List<byte[]> streams = new ArrayList<>();
        for (Object fragment : fragments) {
            streams.add(fragment instanceof byte[] bytes ? bytes : new byte[0]);
        }
        byte[] table = streams.isEmpty() ? new byte[0] : streams.removeFirst();
        List<Long> offsets = new ArrayList<>();
        for (int at = 0; at + OFFSET_BYTES <= table.length; at += OFFSET_BYTES) {
            offsets.add((table[at] & 0xffL) | (table[at + 1] & 0xffL) << 8 | (table[at + 2] & 0xffL) << 16
                    | (table[at + 3] & 0xffL) << 24);
        }
        return new DicomValue.Fragments(offsets, streams);
    }
}
