package org.refers.model.image;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.refers.model.store.AtomicFiles;

/** Writes 8-bit grey as baseline JPEG. */
public final class JpegWriter {

    private JpegWriter() {
    }

    /**
     * Writes 8-bit grey.
     *
     * @param quality 0 (smallest) to 1 (best); 0.95 is what MIMIC-CXR-JPG uses
     */
    public static void writeGrey(Path file, int rows, int columns, byte[] grey, double quality) throws IOException {
        AtomicFiles.writeBytes(file, grey(rows, columns, grey, quality));
    }

    /** A JPEG of 8-bit grey as bytes. */
    public static byte[] grey(int rows, int columns, byte[] grey, double quality) throws IOException {
        if (rows < 1 || columns < 1 || (long) rows * columns != grey.length) {
            throw new IllegalArgumentException(rows + " x " + columns + " pixels, but " + grey.length + " bytes");
        }
        BufferedImage image = new BufferedImage(columns, rows, BufferedImage.TYPE_BYTE_GRAY);
        System.arraycopy(grey, 0, ((DataBufferByte) image.getRaster().getDataBuffer()).getData(), 0, grey.length);
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(grey.length / 4);
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality((float) quality);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image.getRaster(), null, null), param);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
