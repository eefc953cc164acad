package org.refers.model.dicom;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.refers.model.store.AtomicFiles;

/**
 * Writes Part 10 files, explicit VR little endian: preamble, file meta information, data set. The same data set gives
 * the same bytes.
 */
public final class DicomWriter {

    private static final int PREAMBLE = 128;
    private static final int UNDEFINED_LENGTH = 0xffffffff;
    private static final int LONGEST_SHORT_VALUE = 0xfffe;

    private DicomWriter() {
    }

    /** Writes a data set, native pixel data as it is. The file appears whole or not at all. */
    public static void write(DicomObject dataSet, Path file) throws IOException {
        AtomicFiles.writeBytes(file, toBytes(dataSet));
    }

    /** Writes a data set whose native pixel data is compressed by RLE Lossless. */
    public static void writeRle(DicomObject dataSet, Path file) throws IOException, DicomException {
        AtomicFiles.writeBytes(file, toRleBytes(dataSet));
    }

    /** A whole file as bytes; encapsulated pixel data needs {@link #toBytes(DicomObject, TransferSyntax)}. */
    public static byte[] toBytes(DicomObject dataSet) {
        return toBytes(dataSet, TransferSyntax.EXPLICIT_LITTLE_ENDIAN);
    }

    /** A whole file as bytes whose native pixel data is compressed by RLE Lossless. */
    public static byte[] toRleBytes(DicomObject dataSet) throws DicomException {
        return toBytes(RleFrames.compress(dataSet), TransferSyntax.RLE_LOSSLESS);
    }

    /**
     * A whole file as bytes.
     *
     * @param dataSet data set without file meta information; its pixel data must already be in the syntax's form
     * @param syntax what the file says of itself
     * @throws IllegalArgumentException if a value is too long for its representation, SOP class or instance is missing, or
     *     the syntax is not written here (all explicit little endian ones are, but not the deflated one)
     */
    public static byte[] toBytes(DicomObject dataSet, TransferSyntax syntax) {
        if (!syntax.isExplicit() || syntax.isBigEndian() || syntax == TransferSyntax.DEFLATED) {
            throw new IllegalArgumentException(syntax.title() + " is not written");
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(estimate(dataSet));
        out.writeBytes(new byte[PREAMBLE]);
        out.writeBytes("DICM".getBytes(StandardCharsets.US_ASCII));
        byte[] meta = dataSetBytes(meta(dataSet, syntax));
        writeElement(element(Tags.FILE_META_INFORMATION_GROUP_LENGTH, meta.length), out);
        out.writeBytes(meta);
        out.writeBytes(dataSetBytes(withCharacterSet(dataSet)));
        return out.toByteArray();
    }

    /** A bare data set, explicit little endian. */
    static byte[] dataSetBytes(DicomObject dataSet) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(estimate(dataSet));
        dataSet.elements().forEach(element -> writeElement(element, out));
        return out.toByteArray();
    }

    private static DicomObject meta(DicomObject dataSet, TransferSyntax syntax) {
        return DicomObject.builder()
                .bytes(Tags.FILE_META_INFORMATION_VERSION, Vr.OB, new byte[]{0, 1})
                .text(Tags.MEDIA_STORAGE_SOP_CLASS_UID, required(dataSet, Tags.SOP_CLASS_UID))
                .text(Tags.MEDIA_STORAGE_SOP_INSTANCE_UID, required(dataSet, Tags.SOP_INSTANCE_UID))
                .text(Tags.TRANSFER_SYNTAX_UID, syntax.uid())
                .text(Tags.IMPLEMENTATION_CLASS_UID, Uids.IMPLEMENTATION)
                .text(Tags.IMPLEMENTATION_VERSION_NAME, Uids.IMPLEMENTATION_VERSION)
                .build();
    }

    private static String required(DicomObject dataSet, int tag) {
        return dataSet.text(tag).orElseThrow(
                () -> new IllegalArgumentException(Tags.describe(tag) + " is needed in a file and is missing"));
    }

    private static DicomObject withCharacterSet(DicomObject dataSet) {
        if (dataSet.contains(Tags.SPECIFIC_CHARACTER_SET) || isAscii(dataSet)) {
            return dataSet;
        }
        return dataSet.toBuilder().text(Tags.SPECIFIC_CHARACTER_SET, "ISO_IR 192").build();
    }

    private static boolean isAscii(DicomObject dataSet) {
        for (DicomElement element : dataSet.elements()) {
            if (element.value() instanceof DicomValue.Items(List<DicomObject> items)) {
                if (!items.stream().allMatch(DicomWriter::isAscii)) {
                    return false;
                }
            } else if (element.vr().isText() && !isAscii(element.bytes())) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAscii(byte[] bytes) {
        for (byte b : bytes) {
            if (b < 0) {
                return false;
            }
        }
        return true;
    }

    private static void writeElement(DicomElement element, ByteArrayOutputStream out) {
        switch (element.value()) {
            case DicomValue.Bytes(byte[] bytes) -> writeBytes(element, bytes, out);
            case DicomValue.Items(List<DicomObject> items) -> writeItems(element, items, out);
            case DicomValue.Fragments fragments -> writeFragments(element, fragments, out);
        }
    }

    private static void writeBytes(DicomElement element, byte[] bytes, ByteArrayOutputStream out) {
        int length = bytes.length + bytes.length % 2;
        if (!element.vr().hasLongLength() && length > LONGEST_SHORT_VALUE) {
            throw new IllegalArgumentException(Tags.describe(element.tag()) + " with VR " + element.vr()
                    + " cannot hold " + length + " bytes");
        }
        writeHeader(element, length, out);
        out.writeBytes(bytes);
        if (bytes.length % 2 == 1) {
            out.write(element.vr().padding());
        }
    }

    private static void writeItems(DicomElement element, List<DicomObject> items, ByteArrayOutputStream out) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (DicomObject item : items) {
            byte[] bytes = dataSetBytes(item);
            writeMark(Tags.ITEM, bytes.length, content);
            content.writeBytes(bytes);
        }
        writeHeader(element, content.size(), out);
        out.writeBytes(content.toByteArray());
    }

    private static void writeFragments(DicomElement element, DicomValue.Fragments value, ByteArrayOutputStream out) {
        writeHeader(element, UNDEFINED_LENGTH, out);
        ByteBuffer table = ByteBuffer.allocate(4 * value.offsets().size()).order(ByteOrder.LITTLE_ENDIAN);
        value.offsets().forEach(offset -> table.putInt((int) (long) offset));
        writeMark(Tags.ITEM, table.capacity(), out);
        out.writeBytes(table.array());
        for (byte[] fragment : value.fragments()) {
            writeMark(Tags.ITEM, fragment.length + fragment.length % 2, out);
            out.writeBytes(fragment);
            out.writeBytes(new byte[fragment.length % 2]);
        }
        writeMark(Tags.SEQUENCE_END, 0, out);
    }

    private static void writeHeader(DicomElement element, int length, ByteArrayOutputStream out) {
        boolean isLong = element.vr().hasLongLength();
        ByteBuffer header = ByteBuffer.allocate(isLong ? 12 : 8).order(ByteOrder.LITTLE_ENDIAN);
        header.putShort((short) (element.tag() >>> 16)).putShort((short) element.tag());
        header.put(element.vr().name().getBytes(StandardCharsets.US_ASCII));
        if (isLong) {
            header.putShort((short) 0).putInt(length);
        } else {
            header.putShort((short) length);
        }
        out.writeBytes(header.array());
    }

    private static void writeMark(int tag, int length, ByteArrayOutputStream out) {
        ByteBuffer mark = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        mark.putShort((short) (tag >>> 16)).putShort((short) tag).putInt(length);
        out.writeBytes(mark.array());
    }

    private static DicomElement element(int tag, long number) {
        return DicomObject.builder().integers(tag, number).build().element(tag).orElseThrow();
    }

    private static int estimate(DicomObject dataSet) {
        return 4096 + dataSet.bytes(Tags.PIXEL_DATA).length;
    }
}
