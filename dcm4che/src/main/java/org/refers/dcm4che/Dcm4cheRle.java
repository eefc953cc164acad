package org.refers.dcm4che;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Set;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.dcm4che3.imageio.plugins.rle.RLEImageReaderSpi;
import org.refers.model.dicom.DicomException;
import org.refers.model.dicom.PixelDecoder;
import org.refers.model.dicom.PixelFormat;
import org.refers.model.dicom.Tags;
import org.refers.model.dicom.TransferSyntax;

/** RLE Lossless by dcm4che's ImageIO plug-in, which wants to be given the picture that it fills. */
final class Dcm4cheRle implements PixelDecoder {

    @Override
    public Set<TransferSyntax> syntaxes() {
        return Set.of(TransferSyntax.RLE_LOSSLESS);
    }

    @Override
    public Decoded decode(byte[] stream, PixelFormat format) throws DicomException {
        boolean words = format.bitsAllocated() == 16;
        if (format.bitsAllocated() != 8 && !(words && format.samples() == 1)) {
            throw new DicomException(Tags.BITS_ALLOCATED, "is not what dcm4che decodes from RLE: 8, or 16 in grey");
        }
        int type = words ? DataBuffer.TYPE_USHORT : DataBuffer.TYPE_BYTE;
        WritableRaster raster = Raster.createBandedRaster(type, format.columns(), format.rows(), format.samples(),
                null);
        ColorSpace space = ColorSpace.getInstance(format.samples() == 1 ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB);
        ColorModel colours = new ComponentColorModel(space, false, false, ColorModel.OPAQUE, type);
        try (MemoryCacheImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(stream))) {
            ImageReader reader = new RLEImageReaderSpi().createReaderInstance(null);
            try {
                ImageReadParam param = new ImageReadParam();
                param.setDestination(new BufferedImage(colours, raster, false, null));
                reader.setInput(in, true, true);
                reader.readRaster(0, param);
            } finally {
                reader.dispose();
            }
            return new Decoded(values(raster, format), false, Colour.AS_STATED);
        } catch (IOException | RuntimeException e) {
            throw new DicomException("has an RLE frame that dcm4che cannot decode", e);
        }
    }

    private static short[] values(WritableRaster raster, PixelFormat format) {
        short[] values = new short[format.frameSamples()];
        int shift = format.highBit() + 1 - format.bitsStored();
        int[] row = new int[format.columns() * format.samples()];
        for (int y = 0; y < format.rows(); y++) {
            raster.getPixels(0, y, format.columns(), 1, row);
            for (int i = 0; i < row.length; i++) {
                values[y * row.length + i] = (short) (row[i] >> shift);
            }
        }
        return values;
    }
}
