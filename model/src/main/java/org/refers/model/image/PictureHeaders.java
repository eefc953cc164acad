package org.refers.model.image;

import java.util.Optional;
import org.refers.model.dicom.DicomException;
import org.refers.model.dicom.JpegImage;

/** What PNG and JPEG files say of themselves. */
final class PictureHeaders {

    private PictureHeaders() {
    }

    static RadiographHeader png(byte[] head) throws PictureException {
        PngHeader png = PngHeader.of(head);
        boolean palette = png.colour() == PngHeader.PALETTE;
        int bits = palette ? 8 : png.depth();
        return header(RadiographHeader.Format.PNG, png.rows(), png.columns(), bits,
                png.isColour() ? "RGB" : "MONOCHROME2", false);
    }

    static RadiographHeader jpeg(byte[] file) throws PictureException {
        JpegImage jpeg = jpegHeader(file);
        boolean turned = ExifOrientation.of(file) >= 5;
        return header(RadiographHeader.Format.JPEG, turned ? jpeg.columns() : jpeg.rows(),
                turned ? jpeg.rows() : jpeg.columns(), jpeg.precision(),
                jpeg.samples() == 1 ? "MONOCHROME2" : "RGB", jpeg.lossy());
    }

    private static JpegImage jpegHeader(byte[] file) throws PictureException {
        try {
            return JpegImage.header(file);
        } catch (DicomException e) {
            throw new PictureException(e.problem(), e);
        }
    }

    private static RadiographHeader header(RadiographHeader.Format format, int rows, int columns, int bits,
            String photometric, boolean lossy) {
        return RadiographHeader.ofPicture(format,
                new RadiographHeader.Pixels(rows, columns, 1, bits, false, photometric, Optional.empty(), lossy));
    }
}
