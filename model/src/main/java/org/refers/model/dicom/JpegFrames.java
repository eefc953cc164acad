package org.refers.model.dicom;

/** Checks of a compressed stream against the data set around it. */
final class JpegFrames {

    private JpegFrames() {
    }

    static void requireSize(JpegHeader.Frame frame, PixelFormat format) throws DicomException {
        requireSize(frame.rows(), frame.columns(), frame.components().size(), format);
    }

    /** A stream of another size would be shown sheared, or would make memory run out. */
    static void requireSize(int rows, int columns, int samples, PixelFormat format) throws DicomException {
        if (rows != format.rows() || columns != format.columns() || samples != format.samples()) {
            throw new DicomException(Tags.PIXEL_DATA,
                    "codes " + rows + " x " + columns + " pixels of " + samples + " samples, but the file states "
                            + format.rows() + " x " + format.columns() + " of " + format.samples());
        }
    }
}
