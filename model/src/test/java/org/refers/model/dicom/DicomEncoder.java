package org.refers.model.dicom;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;

/** Writes data sets in every layout that the reader must know, the unusual ones too. For tests only. */
final class DicomEncoder {

    /** How sequences and items say where they end. */
    enum Lengths {
        DEFINED, UNDEFINED
    }

    private final boolean explicit;
    private final boolean bigEndian;
    private final Lengths lengths;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private DicomEncoder(boolean explicit, boolean bigEndian, Lengths lengths) {
        this.explicit = explicit;
        this.bigEndian = bigEndian;
        this.lengths = lengths;
    }

    static byte[] bare(DicomObject dataSet, TransferSyntax syntax, Lengths lengths) {
        DicomEncoder encoder = new DicomEncoder(syntax.isExplicit(), syntax.isBigEndian(), lengths);
        dataSet.elements().forEach(encoder::element);
        return encoder.out.toByteArray();
    }

    static byte[] file(DicomObject dataSet, TransferSyntax syntax, Lengths lengths) {
        byte[] body = bare(dataSet, syntax, lengths);
        return part10(syntax == TransferSyntax.DEFLATED ? deflate(body) : body, syntax.uid());
    }

    static byte[] part10(byte[] body, String syntaxUid) {
        DicomObject meta = DicomObject.builder().text(Tags.TRANSFER_SYNTAX_UID, syntaxUid).build();
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(new byte[128]);
        file.writeBytes("DICM".getBytes(StandardCharsets.US_ASCII));
        file.writeBytes(bare(meta, TransferSyntax.EXPLICIT_LITTLE_ENDIAN, Lengths.DEFINED));
        file.writeBytes(body);
        return file.toByteArray();
    }

    static byte[] deflate(byte[] bytes) {
        Deflater deflater = new Deflater(9, true);
        deflater.setInput(bytes);
        deflater.finish();
        ByteArrayOutputStream deflated = new ByteArrayOutputStream();
        byte[] buffer = new byte[65_536];
        while (!deflater.finished()) {
            deflated.write(buffer, 0, deflater.deflate(buffer));
        }
        deflater.end();
        return deflated.toByteArray();
    }

    private void element(DicomElement element) {
        switch (element.value()) {
            case DicomValue.Bytes(byte[] bytes) -> {
                byte[] even = Arrays.copyOf(bytes, bytes.length + bytes.length % 2);
                if (bigEndian) {
                    ByteOrders.swap(even, element.vr().width());
                }
                header(element, even.length);
                out.writeBytes(even);
            }
            case DicomValue.Items(List<DicomObject> items) -> sequence(element, items);
            case DicomValue.Fragments _ -> throw new IllegalArgumentException("no fragments here");
        }
    }

    private void sequence(DicomElement element, List<DicomObject> items) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        boolean undefined = lengths == Lengths.UNDEFINED;
        for (DicomObject item : items) {
            DicomEncoder inner = new DicomEncoder(explicit, bigEndian, lengths);
            item.elements().forEach(inner::element);
            content.writeBytes(mark(Tags.ITEM, undefined ? -1 : inner.out.size()));
            content.writeBytes(inner.out.toByteArray());
            content.writeBytes(undefined ? mark(Tags.ITEM_END, 0) : new byte[0]);
        }
        content.writeBytes(undefined ? mark(Tags.SEQUENCE_END, 0) : new byte[0]);
        header(element, undefined ? -1 : content.size());
        out.writeBytes(content.toByteArray());
    }

    private void header(DicomElement element, int length) {
        ByteBuffer header = buffer(12).putShort((short) (element.tag() >>> 16)).putShort((short) element.tag());
        if (!explicit) {
            header.putInt(length);
        } else {
            header.put(element.vr().name().getBytes(StandardCharsets.US_ASCII));
            if (element.vr().hasLongLength()) {
                header.putShort((short) 0).putInt(length);
            } else {
                header.putShort((short) length);
            }
        }
        out.write(header.array(), 0, header.position());
    }

    private byte[] mark(int tag, int length) {
        return buffer(8).putShort((short) (tag >>> 16)).putShort((short) tag).putInt(length).array();
    }

    private ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    }
}
