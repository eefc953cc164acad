package org.refers.model.dicom;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.refers.model.dicom.DicomParser.Layout;
import org.refers.model.dicom.DicomWriter.Lengths;

/** Turns elements into bytes of one layout. */
final class DataSetEncoder {

    private static final int UNDEFINED_LENGTH = 0xffffffff;
    private static final int LONGEST_SHORT_VALUE = 0xfffe;
    private static final long HIGHEST_OFFSET = 0xffffffffL;

    private final Layout layout;
    private final Lengths lengths;
    private final ByteArrayOutputStream out;

    private DataSetEncoder(Layout layout, Lengths lengths, int estimate) {
        this.layout = layout;
        this.lengths = lengths;
        this.out = new ByteArrayOutputStream(estimate);
    }

    static byte[] encode(DicomObject dataSet, Layout layout, Lengths lengths) {
        DataSetEncoder encoder = new DataSetEncoder(layout, lengths, 4096 + dataSet.bytes(Tags.PIXEL_DATA).length);
        dataSet.elements().forEach(encoder::element);
        return encoder.out.toByteArray();
    }

    private void element(DicomElement element) {
        switch (element.value()) {
            case DicomValue.Bytes(byte[] bytes) -> bytes(element, bytes);
            case DicomValue.Items(List<DicomObject> items) -> items(element, items);
            case DicomValue.Fragments fragments -> fragments(element, fragments);
        }
    }

    private void bytes(DicomElement element, byte[] bytes) {
        int length = bytes.length + bytes.length % 2;
        Vr vr = element.vr();
        if (layout.explicit() && !vr.hasLongLength() && length > LONGEST_SHORT_VALUE) {
            // A table of 65,536 entries does not fit 16 bits of length: PS3.5, 6.2.2 has it written as unknown.
            vr = Vr.UN;
        }
        header(element.tag(), vr, length);
        int width = layout.bigEndian() && vr != Vr.UN ? vr.width() : 1;
        byte[] ordered = bytes;
        if (width > 1) {
            ordered = bytes.clone();
            ByteOrders.swap(ordered, width);
        }
        out.writeBytes(ordered);
        if (bytes.length % 2 == 1) {
            out.write(vr.padding());
        }
    }

    private void items(DicomElement element, List<DicomObject> items) {
        boolean undefined = lengths == Lengths.UNDEFINED;
        DataSetEncoder content = new DataSetEncoder(layout, lengths, 512);
        for (DicomObject item : items) {
            byte[] bytes = encode(item, layout, lengths);
            content.mark(Tags.ITEM, undefined ? UNDEFINED_LENGTH : bytes.length);
            content.out.writeBytes(bytes);
            if (undefined) {
                content.mark(Tags.ITEM_END, 0);
            }
        }
        if (undefined) {
            content.mark(Tags.SEQUENCE_END, 0);
        }
        header(element.tag(), Vr.SQ, undefined ? UNDEFINED_LENGTH : content.out.size());
        out.writeBytes(content.out.toByteArray());
    }

    private void fragments(DicomElement element, DicomValue.Fragments value) {
        header(element.tag(), element.vr(), UNDEFINED_LENGTH);
        ByteBuffer table = buffer(4 * value.offsets().size());
        for (long offset : value.offsets()) {
            if (offset < 0 || offset > HIGHEST_OFFSET) {
                throw new IllegalArgumentException(
                        "frames beyond 4 GB need an extended offset table and an empty basic one");
            }
            table.putInt((int) offset);
        }
        mark(Tags.ITEM, table.capacity());
        out.writeBytes(table.array());
        for (byte[] fragment : value.fragments()) {
            mark(Tags.ITEM, fragment.length + fragment.length % 2);
            out.writeBytes(fragment);
            out.writeBytes(new byte[fragment.length % 2]);
        }
        mark(Tags.SEQUENCE_END, 0);
    }

    private void header(int tag, Vr vr, int length) {
        ByteBuffer header = buffer(12).putShort((short) (tag >>> 16)).putShort((short) tag);
        if (!layout.explicit()) {
            header.putInt(length);
        } else {
            header.put(vr.name().getBytes(StandardCharsets.US_ASCII));
            if (vr.hasLongLength()) {
                header.putShort((short) 0).putInt(length);
            } else {
                header.putShort((short) length);
            }
        }
        out.write(header.array(), 0, header.position());
    }

    private void mark(int tag, int length) {
        out.writeBytes(buffer(8).putShort((short) (tag >>> 16)).putShort((short) tag).putInt(length).array());
    }

    private ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(layout.bigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    }
}
