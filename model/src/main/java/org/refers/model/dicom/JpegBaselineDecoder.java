package org.refers.model.dicom;

import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * JPEG of 8 bits by the Java runtime: baseline, and the retired progressive processes, which some archives hold also under
 * baseline's name. Colours are left as coded.
 */
final class JpegBaselineDecoder implements PixelDecoder {

    /** Encoders write about ten; one for each bit of each coefficient of a component would be hundreds. */
    private static final int MOST_SCANS = 100;

    @Override
    public Set<TransferSyntax> syntaxes() {
        return Set.of(TransferSyntax.JPEG_BASELINE, TransferSyntax.JPEG_SPECTRAL_SELECTION,
                TransferSyntax.JPEG_PROGRESSIVE);
    }

    @Override
    public Decoded decode(byte[] stream, PixelFormat format) throws DicomException {
        JpegHeader header = new JpegHeader(stream);
        if (header.nextScan() == null) {
            throw JpegHeader.damaged("holds no image");
        }
        JpegFrames.requireSize(header.frame(), format);
        if (header.frame().precision() != 8) {
            throw JpegHeader.damaged("has " + header.frame().precision() + " bits a sample where 8 are decoded");
        }
        requireFewScans(stream);
        return new Decoded(samples(raster(stream), format), false, header.colour());
    }

    /** Each scan is a pass over the whole image, however few bytes it has: thousands of them stop a program for hours. */
    private static void requireFewScans(byte[] stream) throws DicomException {
        int scans = 0;
        for (int at = 0; at + 1 < stream.length; at++) {
            // Within coded data, FF is never followed by a scan's marker.
            if (stream[at] == -1 && stream[at + 1] == (byte) JpegHeader.SOS && ++scans > MOST_SCANS) {
                throw JpegHeader.damaged("has more than " + MOST_SCANS + " scans");
            }
        }
    }

    static Raster raster(byte[] stream) throws DicomException {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("jpeg");
        if (!readers.hasNext()) {
            throw new DicomException("needs a JPEG reader, which this Java runtime lacks");
        }
        ImageReader reader = readers.next();
        List<String> warnings = new ArrayList<>();
        reader.addIIOReadWarningListener((_, warning) -> warnings.add(warning));
        try (MemoryCacheImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(stream))) {
            reader.setInput(in, true, true);
            Raster raster = reader.readRaster(0, null);
            requireWhole(warnings);
            return raster;
        } catch (IOException | RuntimeException e) {
            // The runtime's reader answers a damaged stream with many kinds of exception.
            throw new DicomException("has a JPEG stream that cannot be decoded", e);
        } finally {
            reader.dispose();
        }
    }

    /** The runtime fills what is missing of a cut-off stream with grey and only warns of it. */
    private static void requireWhole(List<String> warnings) throws DicomException {
        if (warnings.stream().anyMatch(warning -> warning.toLowerCase(Locale.ROOT).contains("premature end"))) {
            throw JpegHeader.damaged("is cut off");
        }
    }

    static short[] samples(Raster raster, PixelFormat format) throws DicomException {
        JpegFrames.requireSize(raster.getHeight(), raster.getWidth(), raster.getNumBands(), format);
        short[] samples = new short[format.frameSamples()];
        int stride = raster.getWidth() * raster.getNumBands();
        int[] row = new int[stride];
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, raster.getWidth(), 1, row);
            for (int i = 0; i < stride; i++) {
                samples[y * stride + i] = (short) row[i];
            }
        }
        return samples;
    }
}
