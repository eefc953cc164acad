package org.refers.model.dicom;

import com.github.jaiimageio.jpeg2000.impl.J2KImageReader;
import com.github.jaiimageio.jpeg2000.impl.J2KImageReaderSpi;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.Set;
import jj2000.j2k.util.FacilityManager;
import jj2000.j2k.util.MsgLogger;

/** JPEG 2000, reversible and irreversible, by jai-imageio. The inverse component transform is the stream's own affair. */
final class Jpeg2000Decoder implements PixelDecoder {

    static {
        // The library's own logger writes warnings to standard output, which belongs to a command's result.
        FacilityManager.registerMsgLogger(null, new Silence());
    }

    /** Takes the library's warnings; a stream that is damaged beyond use ends in an exception anyway. */
    private static final class Silence implements MsgLogger {

        @Override
        public void printmsg(int severity, String message) {
            // Nothing is said.
        }

        @Override
        public void println(String text, int firstIndent, int nextIndent) {
            // Nothing is said.
        }

        @Override
        public void flush() {
            // Nothing is kept.
        }
    }

    @Override
    public Set<TransferSyntax> syntaxes() {
        return Set.of(TransferSyntax.JPEG_2000, TransferSyntax.JPEG_2000_LOSSLESS);
    }

    @Override
    public Decoded decode(byte[] stream, PixelFormat format) throws DicomException {
        boolean signed = Jpeg2000Header.check(stream, format);
        J2KImageReader reader = new J2KImageReader(new J2KImageReaderSpi());
        try (BoundedImageInput in = new BoundedImageInput(stream)) {
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
}
