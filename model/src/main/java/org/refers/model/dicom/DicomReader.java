package org.refers.model.dicom;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.refers.model.dicom.DicomParser.Extent;

/**
 * Reads DICOM files: Part 10 with and without preamble, and bare data sets; implicit and explicit, little and big
 * endian, deflated. Files are taken for hostile: lengths are checked against what is left, nesting, element counts and
 * inflation are bounded, and whatever a file holds, the outcome is a {@link DicomFile} or a {@link DicomException}.
 */
public final class DicomReader {

    /** How many leading bytes {@link #looksLikeDicom} wants. */
    public static final int SNIFFED_BYTES = 132;

    private static final int PREAMBLE = 128;
    private static final byte[] MAGIC = "DICM".getBytes(StandardCharsets.US_ASCII);
    /** One radiograph is under 100 MB; more than this in one file would not fit beside a training run. */
    private static final long LARGEST_FILE = 1L << 30;
    /** Deflate reaches 1032:1 on zeros; a black margin compresses well too, so small data sets are never refused. */
    private static final long ALWAYS_INFLATED = 64L << 20;
    private static final int HIGHEST_INFLATION = 200;

    private DicomReader() {
    }

    /** Reads a whole file. */
    public static DicomFile read(Path file) throws IOException, DicomException {
        return readPositioned(file, Extent.ALL).file();
    }

    /** Reads what stands before the pixel data; values over 16 MB are left out. Cheap however large the pixels are. */
    public static DicomFile readHeader(Path file) throws IOException, DicomException {
        return readPositioned(file, Extent.HEADER).file();
    }

    /**
     * Reads what stands before the pixel data and passes over the rest to the data set's end, which a file that was cut off
     * does not have. Needs little memory however large the pixels are.
     *
     * @param in the file's bytes, at their beginning; {@link InputStream#mark} is needed for {@link #SNIFFED_BYTES} bytes
     * @param size of the file in bytes
     */
    public static DicomFile readHeaderOfWhole(InputStream in, long size) throws IOException, DicomException {
        return parse(in, size, Extent.HEADER_OF_WHOLE).file();
    }

    /** Reads a file that lies in memory. */
    public static DicomFile parse(byte[] bytes) throws DicomException {
        return parsePositioned(bytes).file();
    }

    static PositionedRecords parsePositioned(byte[] bytes) throws DicomException {
        try {
            return parse(new ByteArrayInputStream(bytes), bytes.length, Extent.ALL);
        } catch (IOException e) {
            throw new DicomException("cannot be read", e);
        }
    }

    /**
     * Whether a file may be DICOM, judged by its first bytes.
     *
     * @param head the first {@link #SNIFFED_BYTES} bytes, or all of a shorter file
     */
    public static boolean looksLikeDicom(byte[] head) {
        return hasMagic(head, PREAMBLE) || hasMagic(head, 0) || BareDataSet.layoutOf(head).isPresent();
    }

    /** Reads a DICOMDIR with the places of its records. */
    static PositionedRecords readDirectory(Path file) throws IOException, DicomException {
        return readPositioned(file, Extent.ALL);
    }

    /**
     * A file as read, with the places of its directory records.
     *
     * @param positions of the items of Directory Record Sequence, counted from the file's first byte
     */
    record PositionedRecords(DicomFile file, List<Long> positions) {
    }

    private static PositionedRecords readPositioned(Path file, Extent extent) throws IOException, DicomException {
        long size = Files.size(file);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            if (extent == Extent.ALL && size > LARGEST_FILE) {
                throw new DicomException("is larger than " + (LARGEST_FILE >> 20) + " MB");
            }
            return parse(in, size, extent);
        } catch (DicomException e) {
            throw e.in(file);
        }
    }

    private static PositionedRecords parse(InputStream stream, long size, Extent extent)
            throws IOException, DicomException {
        stream.mark(SNIFFED_BYTES + 1);
        byte[] head = stream.readNBytes(SNIFFED_BYTES);
        stream.reset();
        DicomInput in = new DicomInput(stream, size);
        if (hasMagic(head, PREAMBLE)) {
            in.skip(PREAMBLE + MAGIC.length);
            return part10(stream, in, extent);
        }
        if (hasMagic(head, 0)) {
            in.skip(MAGIC.length);
            return part10(stream, in, extent);
        }
        DicomParser.Layout layout = BareDataSet.layoutOf(head)
                .orElseThrow(() -> new DicomException("is not a DICOM file"));
        if (BareDataSet.beginsWithMeta(head)) {
            return part10(stream, in, extent);
        }
        DicomParser parser = new DicomParser(in, extent);
        DicomObject dataSet = parser.dataSet(layout);
        return positioned(new DicomFile(DicomObject.builder().build(), BareDataSet.syntaxOf(layout), dataSet), parser);
    }

    /** Meta information, always explicit little endian, then a data set in the syntax that it names. */
    private static PositionedRecords part10(InputStream stream, DicomInput in, Extent extent)
            throws IOException, DicomException {
        DicomObject.Builder builder = DicomObject.builder();
        DicomParser parser = new DicomParser(in, extent);
        while (nextGroup(stream) == 2) {
            parser.metaElement(builder);
        }
        DicomObject meta = builder.build();
        TransferSyntax stated = syntax(meta, stream);
        if (stated != TransferSyntax.DEFLATED) {
            DicomParser.Layout layout = layout(stream, stated);
            TransferSyntax syntax = stated.isEncapsulated() ? stated : BareDataSet.syntaxOf(layout);
            return positioned(new DicomFile(meta, syntax, parser.dataSet(layout)), parser);
        }
        byte[] inflated = inflate(stream, in.size() - in.position());
        DicomInput inside = new DicomInput(new ByteArrayInputStream(inflated), inflated.length);
        DicomParser inflating = new DicomParser(inside, extent);
        return positioned(new DicomFile(meta, stated, inflating.dataSet(DicomParser.Layout.EXPLICIT)), inflating);
    }

    private static PositionedRecords positioned(DicomFile file, DicomParser parser) {
        return new PositionedRecords(file, parser.recordPositions());
    }

    /** The syntax that the file names; where it names none, that of a bare data set. */
    private static TransferSyntax syntax(DicomObject meta, InputStream stream) throws IOException, DicomException {
        String uid = meta.text(Tags.TRANSFER_SYNTAX_UID).orElse("");
        if (uid.isEmpty()) {
            return BareDataSet.layoutOf(firstElement(stream)).map(BareDataSet::syntaxOf)
                    .orElseThrow(() -> new DicomException(Tags.TRANSFER_SYNTAX_UID, "is missing"));
        }
        return TransferSyntax.of(uid).orElseThrow(() -> new DicomException(Tags.TRANSFER_SYNTAX_UID,
                "names a transfer syntax that this program does not read: " + printable(uid)));
    }

    /**
     * How the data set is laid out. The first element tells better than the syntax whether elements name their representations:
     * programs that convert files forget to say so.
     */
    private static DicomParser.Layout layout(InputStream stream, TransferSyntax syntax) throws IOException {
        DicomParser.Layout stated = DicomParser.Layout.of(syntax);
        return BareDataSet.layoutOf(firstElement(stream))
                .filter(found -> found.bigEndian() == stated.bigEndian()).orElse(stated);
    }

    private static byte[] firstElement(InputStream stream) throws IOException {
        stream.mark(BareDataSet.FIRST_HEADER);
        byte[] head = stream.readNBytes(BareDataSet.FIRST_HEADER);
        stream.reset();
        return head;
    }

    private static int nextGroup(InputStream stream) throws IOException {
        stream.mark(2);
        byte[] group = stream.readNBytes(2);
        stream.reset();
        return group.length < 2 ? -1 : (group[1] & 0xff) << 8 | group[0] & 0xff;
    }

    private static byte[] inflate(InputStream stream, long left) throws IOException, DicomException {
        if (left > LARGEST_FILE) {
            throw new DicomException("is larger than " + (LARGEST_FILE >> 20) + " MB");
        }
        byte[] deflated = stream.readNBytes((int) left);
        long limit = Math.min(LARGEST_FILE, Math.max(ALWAYS_INFLATED, deflated.length * (long) HIGHEST_INFLATION));
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(deflated);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] buffer = new byte[1 << 16];
            while (!inflater.finished()) {
                int count = inflater.inflate(buffer);
                if (count == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    throw new DicomException("the deflated data set is cut off");
                }
                out.write(buffer, 0, count);
                if (out.size() > limit) {
                    throw new DicomException("the deflated data set grows to more than " + (limit >> 20)
                            + " MB, far more than a file of this size should hold");
                }
            }
            return out.toByteArray();
        } catch (DataFormatException e) {
            throw new DicomException("the deflated data set is damaged", e);
        } finally {
            inflater.end();
        }
    }

    private static boolean hasMagic(byte[] head, int at) {
        for (int i = 0; i < MAGIC.length; i++) {
            if (head.length < at + MAGIC.length || head[at + i] != MAGIC[i]) {
                return false;
            }
        }
        return true;
    }

    private static String printable(String text) {
        String clean = text.replaceAll("[^0-9.]", "?");
        return clean.length() <= 64 ? clean : clean.substring(0, 64);
    }
}
