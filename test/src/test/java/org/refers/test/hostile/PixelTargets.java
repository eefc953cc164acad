package org.refers.test.hostile;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.zip.CRC32;
import org.refers.model.dicom.DicomDirectory;
import org.refers.model.dicom.DicomElement;
import org.refers.model.dicom.DicomException;
import org.refers.model.dicom.DicomFile;
import org.refers.model.dicom.DicomObject;
import org.refers.model.dicom.DicomReader;
import org.refers.model.dicom.DicomValue;
import org.refers.model.dicom.FileSet;
import org.refers.model.dicom.JpegImage;
import org.refers.model.dicom.PixelData;
import org.refers.model.dicom.Tags;
import org.refers.model.dicom.TransferSyntax;
import org.refers.model.dicom.Vr;
import org.refers.model.image.RadiographException;
import org.refers.model.image.RadiographHeader;
import org.refers.model.image.RadiographReader;
import org.refers.test.hostile.Target.Budget;

/**
 * DICOM files, pictures, and the streams of each decoder. A stream stands behind {@link #HEAD} bytes that say what the
 * data set around it says of its pixels.
 */
final class PixelTargets {

    /** Rows and columns of two bytes each, samples, bits allocated, bits stored, whether signed. */
    static final int HEAD = 8;

    /** Larger pictures only repeat what small ones do, slowly: the fuzzer is not to spend its time on them. */
    private static final int MOST_PIXELS = 1 << 18;

    /** A reader's buffers, tables and exceptions. */
    private static final long FIXED = 24L << 20;
    /** The file, its element or frame, the joined fragments and the inflated data set, which small files may hold. */
    private static final long PER_BYTE = 300;
    /** Four readings of 2-byte values, each with a colour or a grey form; JPEG 2000's are of 4 bytes and several. */
    private static final long PER_SAMPLE = 160;

    /** The decoders by their targets' names, with the syntax that a stream is given out for. */
    static final SequencedMap<String, TransferSyntax> DECODERS = decoders();

    private static final PixelData PIXELS;

    static {
        // The decoders themselves are searched, not the process that one of them runs in.
        System.setProperty("refers.decode.child", "none");
        PIXELS = PixelData.standard();
    }

    private PixelTargets() {
    }

    private static SequencedMap<String, TransferSyntax> decoders() {
        SequencedMap<String, TransferSyntax> decoders = new java.util.LinkedHashMap<>();
        decoders.put("rle", TransferSyntax.RLE_LOSSLESS);
        decoders.put("jpeg-baseline", TransferSyntax.JPEG_BASELINE);
        decoders.put("jpeg-extended", TransferSyntax.JPEG_EXTENDED);
        decoders.put("jpeg-lossless", TransferSyntax.JPEG_LOSSLESS);
        decoders.put("jpeg-ls", TransferSyntax.JPEG_LS_LOSSLESS);
        decoders.put("jpeg-2000", TransferSyntax.JPEG_2000);
        return decoders;
    }

    static List<Target> all() {
        List<Target> targets = new ArrayList<>();
        targets.add(new Target("dicomdir", ".dcm", PixelTargets::directory,
                List.of(DicomException.class, IOException.class), Budget.of(FIXED, PER_BYTE)));
        targets.add(new Target("dicom", ".dcm", PixelTargets::radiograph, List.of(RadiographException.class),
                new Budget(FIXED + (80L << 20), PER_BYTE, PER_SAMPLE, PixelTargets::samples)));
        targets.add(new Target("png", ".png", PixelTargets::png, List.of(RadiographException.class),
                new Budget(FIXED, PER_BYTE, PER_SAMPLE, PixelTargets::samples)));
        targets.add(new Target("jpeg", ".jpg", PixelTargets::radiograph, List.of(RadiographException.class),
                new Budget(FIXED, PER_BYTE, PER_SAMPLE, PixelTargets::samples)));
        DECODERS.forEach((name, syntax) -> targets.add(new Target(name, ".bin", file -> decode(file, syntax),
                List.of(DicomException.class), new Budget(FIXED, PER_BYTE, PER_SAMPLE, PixelTargets::streamSamples))));
        return targets;
    }

    /** The directory, and where its links lead: nowhere outside of its folder. */
    private static void directory(Path file) throws Exception {
        FileSet files = FileSet.of(file);
        Path folder = file.toRealPath().getParent();
        for (DicomDirectory.Instance instance : DicomDirectory.read(file).instances()) {
            Optional<Path> found;
            try {
                found = files.find(instance.fileId());
            } catch (DicomException refused) {
                continue;
            }
            if (found.isPresent() && !found.get().toRealPath().startsWith(folder)) {
                throw new AssertionError("a link leads out of the folder");
            }
        }
    }

    private static void radiograph(Path file) throws RadiographException {
        RadiographHeader header = RadiographReader.inspect(file);
        if ((long) header.pixels().rows() * header.pixels().columns() <= MOST_PIXELS) {
            RadiographReader.storedValues(file);
            RadiographReader.displayed(file);
            RadiographReader.read(file);
        }
    }

    /** As it is, and with checksums that fit, which would keep most damage from the decoder. */
    private static void png(Path file) throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        for (int at = 8; at + 12 <= bytes.length;) {
            ByteBuffer chunk = ByteBuffer.wrap(bytes, at, bytes.length - at);
            long end = at + 8 + Integer.toUnsignedLong(chunk.getInt());
            if (end + 4 > bytes.length) {
                break;
            }
            CRC32 sum = new CRC32();
            sum.update(bytes, at + 4, (int) end - at - 4);
            ByteBuffer.wrap(bytes).putInt((int) end, (int) sum.getValue());
            at = (int) end + 4;
        }
        try {
            radiograph(file);
        } catch (RadiographException refused) {
            Files.write(file, bytes);
            radiograph(file);
        }
    }

    private static void decode(Path file, TransferSyntax syntax) throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        if (bytes.length >= HEAD && streamSamples(bytes) <= MOST_PIXELS) {
            DicomFile dicom = new DicomFile(DicomObject.builder().build(), syntax, dataSet(bytes));
            PIXELS.frame(dicom, 0);
        }
    }

    private static DicomObject dataSet(byte[] bytes) {
        ByteBuffer head = ByteBuffer.wrap(bytes);
        int rows = head.getShort() & 0xffff;
        int columns = head.getShort() & 0xffff;
        int samples = head.get();
        int allocated = head.get();
        int stored = head.get();
        byte[] stream = new byte[bytes.length - HEAD];
        System.arraycopy(bytes, HEAD, stream, 0, stream.length);
        return DicomObject.builder().integers(Tags.ROWS, rows).integers(Tags.COLUMNS, columns)
                .integers(Tags.SAMPLES_PER_PIXEL, samples & 0xff).integers(Tags.BITS_ALLOCATED, allocated & 0xff)
                .integers(Tags.BITS_STORED, stored & 0xff).integers(Tags.HIGH_BIT, Math.max(0, (stored & 0xff) - 1))
                .integers(Tags.PIXEL_REPRESENTATION, head.get() & 1).integers(Tags.PLANAR_CONFIGURATION, 0)
                .text(Tags.PHOTOMETRIC_INTERPRETATION, samples == 3 ? "YBR_FULL" : "MONOCHROME2")
                .put(new DicomElement(Tags.PIXEL_DATA, Vr.OB, new DicomValue.Fragments(List.of(), List.of(stream))))
                .build();
    }

    /** A decoder's input from a DICOM file that holds one compressed frame. */
    static byte[] stream(byte[] dicom) throws DicomException {
        DicomObject dataSet = DicomReader.parse(dicom).dataSet();
        DicomValue value = dataSet.element(Tags.PIXEL_DATA).orElseThrow().value();
        byte[] stream = ((DicomValue.Fragments) value).fragments().getFirst();
        ByteBuffer bytes = ByteBuffer.allocate(HEAD + stream.length);
        bytes.putShort((short) dataSet.integer(Tags.ROWS).orElseThrow());
        bytes.putShort((short) dataSet.integer(Tags.COLUMNS).orElseThrow());
        for (int tag : new int[]{Tags.SAMPLES_PER_PIXEL, Tags.BITS_ALLOCATED, Tags.BITS_STORED,
            Tags.PIXEL_REPRESENTATION}) {
            bytes.put((byte) dataSet.integer(tag).orElseThrow());
        }
        return bytes.put(stream).array();
    }

    private static long streamSamples(byte[] bytes) {
        if (bytes.length < HEAD) {
            return 0;
        }
        ByteBuffer head = ByteBuffer.wrap(bytes);
        return (head.getShort() & 0xffffL) * (head.getShort() & 0xffffL) * Math.min(3, head.get() & 0xff);
    }

    /** Samples that a file states, as far as the readers above go into it; 0 where its header cannot be read. */
    private static long samples(byte[] bytes) {
        try {
            // Not times three at once: two numbers of 32 bits can state more than a number of 64 bits holds then.
            return 3 * Math.min(MOST_PIXELS, pixels(bytes));
        } catch (DicomException unreadable) {
            return 0;
        }
    }

    private static long pixels(byte[] bytes) throws DicomException {
        if (bytes.length >= 24 && bytes[0] == (byte) 0x89) {
            return Math.abs((long) ByteBuffer.wrap(bytes).getInt(16)) * Math.abs((long) ByteBuffer.wrap(bytes)
                    .getInt(20));
        }
        if (bytes.length >= 2 && bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xd8) {
            JpegImage header = JpegImage.header(bytes);
            return (long) header.rows() * header.columns();
        }
        DicomObject dataSet = DicomReader.parse(bytes).dataSet();
        return (long) dataSet.integer(Tags.ROWS).orElse(0) * dataSet.integer(Tags.COLUMNS).orElse(0);
    }

    /** The files of our own tests by the decoder that reads them. */
    static Map<String, List<String>> samplesByDecoder() {
        return Map.of("jpeg-baseline", List.of("grey8-baseline", "rgb8-baseline"), "jpeg-extended",
                List.of("grey12-extended"), "jpeg-lossless", List.of("grey12-lossless", "rgb8-lossless",
                        "signed16-lossless"),
                "jpeg-ls", List.of("grey12-jpegls", "grey12-near2", "rgb8-jpegls", "rgb8-jpegls-line",
                        "rgb8-jpegls-sample"),
                "jpeg-2000", List.of("grey12-jpeg2000", "rgb8-jpeg2000", "signed12-jpeg2000"));
    }
}
