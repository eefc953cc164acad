package org.refers.model.dicom;

import java.util.Locale;

/**
 * JPEG files that stand for themselves: baseline, progressive and extended with 8 bits by the Java runtime, 12 bits and
 * lossless by the program's own decoders.
 *
 * @param rows height in pixels, before any turn
 * @param columns width in pixels, before any turn
 * @param samples samples of a pixel: 1, or 3 for colour
 * @param precision bits of a sample
 * @param lossy whether the process loses something
 */
public record JpegImage(int rows, int columns, int samples, int precision, boolean lossy) {

    /** Reads the headers of a file up to its first scan. */
    public static JpegImage header(byte[] file) throws DicomException {
        JpegHeader.Frame frame = frame(new JpegHeader(file));
        return new JpegImage(frame.rows(), frame.columns(), frame.components().size(), frame.precision(),
                frame.marker() != JpegHeader.SOF_LOSSLESS && frame.marker() != JpegHeader.SOF_JPEG_LS);
    }

    /** Decodes a file to grey or RGB. */
    public static PixelFrame decode(byte[] file) throws DicomException {
        JpegHeader header = new JpegHeader(file);
        JpegHeader.Frame frame = frame(header);
        int samples = frame.components().size();
        PixelFormat format = new PixelFormat(frame.rows(), frame.columns(), samples, frame.precision() <= 8 ? 8 : 16,
                frame.precision(), frame.precision() - 1, false, false, samples == 1 ? "MONOCHROME2" : "YBR_FULL");
        StreamMeans.require(file, format);
        PixelDecoder.Decoded decoded = decoder(frame).decode(file, format);
        return StoredValues.ofDecoded(decoded, format, TransferSyntax.JPEG_BASELINE);
    }

    private static PixelDecoder decoder(JpegHeader.Frame frame) throws DicomException {
        return switch (frame.marker()) {
            case 0xc0, 0xc1, 0xc2 -> frame.precision() == 8 ? new JpegBaselineDecoder() : new JpegExtendedDecoder();
            case JpegHeader.SOF_JPEG_LS -> new JpegLsDecoder();
            case JpegHeader.SOF_LOSSLESS -> new JpegLosslessDecoder();
            default -> throw new DicomException("is a JPEG file of a process that this program does not decode: SOF"
                    + Integer.toHexString(frame.marker() & 15).toUpperCase(Locale.ROOT));
        };
    }

    private static JpegHeader.Frame frame(JpegHeader header) throws DicomException {
        if (header.nextScan() == null) {
            throw JpegHeader.damaged("holds no image");
        }
        JpegHeader.Frame frame = header.frame();
        int samples = frame.components().size();
        if (samples == 4) {
            throw new DicomException("is a JPEG file in CMYK, which no radiograph is; convert it to grey or RGB");
        }
        if (samples != 1 && samples != 3 || frame.rows() < 1 || frame.columns() < 1
                || frame.precision() < 2 || frame.precision() > 16) {
            throw JpegHeader.damaged("has a frame header that makes no sense");
        }
        if ((long) frame.rows() * frame.columns() * samples > PixelFormat.MOST_SAMPLES) {
            throw new DicomException("has " + frame.columns() + " x " + frame.rows()
                    + " pixels, more than this program opens");
        }
        return frame;
    }
}
