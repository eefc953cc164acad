package org.refers.model.dicom;

import com.github.jaiimageio.jpeg2000.impl.J2KImageReader;
import com.github.jaiimageio.jpeg2000.impl.J2KImageReaderSpi;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Set;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** JPEG 2000, reversible and irreversible, by jai-imageio. The inverse component transform is the stream's own affair. */
final class Jpeg2000Decoder implements PixelDecoder {

    private static final int SOC = 0xff4f;
    private static final int SIZ = 0xff51;
    private static final int SIZ_HEADER = 42;

    @Override
    public Set<TransferSyntax> syntaxes() {
        return Set.of(TransferSyntax.JPEG_2000, TransferSyntax.JPEG_2000_LOSSLESS);
    }

    @Override
    public Decoded decode(byte[] stream, PixelFormat format) throws DicomException {
        boolean signed = requireSize(stream, format);
        J2KImageReader reader = new J2KImageReader(new J2KImageReaderSpi());
        try (MemoryCacheImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(stream))) {
            reader.setInput(in, true, true);
            Raster raster = reader.readAsRenderedImage(0, reader.getDefaultReadParam()).getData();
            return new Decoded(JpegBaselineDecoder.samples(raster, format), signed, Colour.RGB);
        } catch (IOException | RuntimeException | Error e) {
            if (e instanceof VirtualMachineError fatal) {
                throw fatal;
            }
            // The library answers damaged streams with errors of its own and with unchecked ones.
            throw new DicomException("has a JPEG 2000 stream that cannot be decoded", e);
        } finally {
            reader.dispose();
        }
    }

    /** Compares the stream's size with the file's before a decoder reserves memory; tells whether samples have a sign. */
    private static boolean requireSize(byte[] stream, PixelFormat format) throws DicomException {
        int at = codestream(stream);
        if (at < 0 || stream.length < at + SIZ_HEADER) {
            throw new DicomException(Tags.PIXEL_DATA, "has no JPEG 2000 stream");
        }
        long columns = u32(stream, at + 8) - u32(stream, at + 16);
        long rows = u32(stream, at + 12) - u32(stream, at + 20);
        int samples = u16(stream, at + 40);
        JpegFrames.requireSize((int) rows, (int) columns, samples, format);
        requireTiles(stream, at, rows, columns);
        if (stream.length <= at + SIZ_HEADER || (stream[at + SIZ_HEADER] & 0x7f) > 15) {
            throw new DicomException(Tags.PIXEL_DATA, "has a JPEG 2000 stream of more than 16 bits");
        }
        return stream[at + SIZ_HEADER] < 0;
    }

    private static void requireTiles(byte[] stream, int at, long rows, long columns) throws DicomException {
        long tileColumns = u32(stream, at + 24);
        long tileRows = u32(stream, at + 28);
        // Smaller tiles than 64 x 64 do not pay; a stream that claims millions of them only costs time.
        if (tileColumns < Math.min(64, columns) || tileRows < Math.min(64, rows)) {
            throw new DicomException(Tags.PIXEL_DATA, "has a JPEG 2000 stream with tiles of " + tileRows + " x "
                    + tileColumns + " pixels");
        }
    }

    /** Where the bare codestream begins; some writers wrap it in a JP2 file. */
    private static int codestream(byte[] stream) {
        for (int at = 0; at + 4 <= stream.length && at < 4096; at++) {
            if (u16(stream, at) == SOC && u16(stream, at + 2) == SIZ) {
                return at;
            }
        }
        return -1;
    }

    private static int u16(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
    }

    private static long u32(byte[] bytes, int at) {
        return (long) u16(bytes, at) << 16 | u16(bytes, at + 2);
    }
}
