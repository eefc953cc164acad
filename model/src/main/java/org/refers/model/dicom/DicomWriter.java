package org.refers.model.dicom;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.Deflater;
import org.refers.model.dicom.DicomParser.Layout;
import org.refers.model.store.AtomicFiles;

/**
 * Writes Part 10 files, preamble, file meta information, data set, and bare data sets, in every encoding that the reader
 * knows; explicit VR little endian unless asked otherwise. The same data set gives the same bytes. Private elements are
 * written as they were read.
 */
public final class DicomWriter {

    /** How sequences and their items say where they end. */
    public enum Lengths {
        /** By their length. */
        DEFINED,
        /** By a mark. */
        UNDEFINED
    }

    private static final int PREAMBLE = 128;

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

    /** A whole file as bytes, sequences with their lengths. */
    public static byte[] toBytes(DicomObject dataSet, TransferSyntax syntax) {
        return toBytes(dataSet, syntax, Lengths.DEFINED);
    }

    /**
     * A whole file as bytes.
     *
     * @param dataSet data set without file meta information; its pixel data must already be in the syntax's form
     * @param syntax how the data set is encoded
     * @throws IllegalArgumentException if SOP class or instance is missing, or pixel data is not in the syntax's form
     */
    public static byte[] toBytes(DicomObject dataSet, TransferSyntax syntax, Lengths lengths) {
        byte[] body = dataSetBytes(dataSet, syntax, lengths);
        byte[] meta = DataSetEncoder.encode(meta(dataSet, syntax), Layout.EXPLICIT, Lengths.DEFINED);
        ByteArrayOutputStream out = new ByteArrayOutputStream(PREAMBLE + 32 + meta.length + body.length);
        out.writeBytes(new byte[PREAMBLE]);
        out.writeBytes("DICM".getBytes(StandardCharsets.US_ASCII));
        DicomObject length = DicomObject.builder().integers(Tags.FILE_META_INFORMATION_GROUP_LENGTH, meta.length)
                .build();
        out.writeBytes(DataSetEncoder.encode(length, Layout.EXPLICIT, Lengths.DEFINED));
        out.writeBytes(meta);
        out.writeBytes(syntax == TransferSyntax.DEFLATED ? deflated(body) : body);
        return out.toByteArray();
    }

    /**
     * A bare data set, without preamble and file meta information. Nothing in it names its encoding.
     *
     * @throws IllegalArgumentException for the deflated syntax, which only file meta information can tell
     */
    public static byte[] toBareBytes(DicomObject dataSet, TransferSyntax syntax, Lengths lengths) {
        if (syntax == TransferSyntax.DEFLATED) {
            throw new IllegalArgumentException("a bare data set cannot say that it is deflated");
        }
        return dataSetBytes(dataSet, syntax, lengths);
    }

    /** A bare data set, explicit little endian. */
    static byte[] dataSetBytes(DicomObject dataSet) {
        return DataSetEncoder.encode(dataSet, Layout.EXPLICIT, Lengths.DEFINED);
    }

    private static byte[] dataSetBytes(DicomObject dataSet, TransferSyntax syntax, Lengths lengths) {
        boolean fragments = dataSet.element(Tags.PIXEL_DATA)
                .filter(element -> element.value() instanceof DicomValue.Fragments).isPresent();
        if (fragments && !syntax.isEncapsulated()) {
            throw new IllegalArgumentException("compressed pixel data does not go into " + syntax.title());
        }
        return DataSetEncoder.encode(withCharacterSet(dataSet), Layout.of(syntax), lengths);
    }

    private static byte[] deflated(byte[] bytes) {
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        try {
            deflater.setInput(bytes);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 2 + 64);
            byte[] buffer = new byte[1 << 16];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            // PS3.5, A.5: an odd length is padded by a zero byte.
            out.writeBytes(new byte[out.size() % 2]);
            return out.toByteArray();
        } finally {
            deflater.end();
        }
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
        // A file that named no set was read as Latin-1, and its bytes are Latin-1 still.
        String term = dataSet.characterSet().equals(CharacterSet.UTF_8) ? "ISO_IR 192" : "ISO_IR 100";
        byte[] bytes = term.getBytes(StandardCharsets.US_ASCII);
        return dataSet.toBuilder().bytes(Tags.SPECIFIC_CHARACTER_SET, Vr.CS, bytes).build();
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
}
