package org.refers.model.dicom;

import java.util.Set;
import org.refers.model.jpeg2000.Jpeg2000Exception;
import org.refers.model.jpeg2000.Jpeg2000Image;

/** JPEG 2000, reversible and irreversible. The inverse component transform is the stream's own affair. */
final class Jpeg2000Decoder implements PixelDecoder {

    @Override
    public Set<TransferSyntax> syntaxes() {
        return Set.of(TransferSyntax.JPEG_2000, TransferSyntax.JPEG_2000_LOSSLESS);
    }

    @Override
    public Decoded decode(byte[] stream, PixelFormat format) throws DicomException {
        return decode(stream, format, DecodeWatch.NONE);
    }

    @Override
    public Decoded decode(TransferSyntax syntax, byte[] stream, PixelFormat format, DecodeWatch watch)
            throws DicomException {
        return decode(stream, format, watch);
    }

    private static Decoded decode(byte[] stream, PixelFormat format, DecodeWatch watch) throws DicomException {
        if (!Jpeg2000Image.isThere(stream)) {
            throw new DicomException(Tags.PIXEL_DATA, "has no JPEG 2000 stream");
        }
        try {
            Jpeg2000Image image = new Jpeg2000Image(stream);
            JpegFrames.requireSize(image.rows(), image.columns(), image.components(), format);
            return new Decoded(image.decode(watch::goesOn), image.signed(), Colour.RGB);
        } catch (Jpeg2000Exception damaged) {
            throw new DicomException(Tags.PIXEL_DATA, "has a JPEG 2000 stream that " + damaged.getMessage());
        }
    }
}
