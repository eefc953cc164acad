package org.refers.model.image;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.refers.model.dicom.PixelFrame;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class PngReaderTest {

    @Property(tries = 60)
    void whatIsWrittenIsReadBack(@ForAll @IntRange(min = 1, max = 40) int rows,
            @ForAll @IntRange(min = 1, max = 40) int columns, @ForAll long seed) throws PictureException {
        SplittableRandom random = new SplittableRandom(seed);
        short[] deep = new short[rows * columns];
        byte[] grey = new byte[rows * columns];
        byte[] rgb = new byte[rows * columns * 3];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) random.nextInt(256);
            deep[i / 3] = (short) random.nextInt(65_536);
            grey[i / 3] = rgb[i];
        }
        assertArrayEquals(deep, PngReader.read(PngWriter.grey16(rows, columns, deep)).values());
        assertArrayEquals(unsigned(grey), PngReader.read(PngWriter.grey(rows, columns, grey)).values());
        PixelFrame colour = PngReader.read(PngWriter.rgb(rows, columns, rgb));
        assertEquals(3, colour.samples());
        assertArrayEquals(unsigned(rgb), colour.values());
    }

    @ParameterizedTest
    @ValueSource(ints = {BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_USHORT_GRAY, BufferedImage.TYPE_3BYTE_BGR,
        BufferedImage.TYPE_4BYTE_ABGR, BufferedImage.TYPE_BYTE_BINARY})
    void otherWritersFilesAreReadInterlacedAndNot(int type) throws IOException, PictureException {
        BufferedImage image = new BufferedImage(37, 29, type);
        SplittableRandom random = new SplittableRandom(type);
        for (int y = 0; y < 29; y++) {
            for (int x = 0; x < 37; x++) {
                for (int band = 0; band < image.getRaster().getNumBands(); band++) {
                    int bits = image.getSampleModel().getSampleSize(band);
                    image.getRaster().setSample(x, y, band, random.nextInt(1 << bits));
                }
            }
        }
        PixelFrame plain = PngReader.read(png(image, ImageWriteParam.MODE_DISABLED));
        PixelFrame interlaced = PngReader.read(png(image, ImageWriteParam.MODE_DEFAULT));
        assertArrayEquals(plain.values(), interlaced.values());
        for (int i = 0; i < 37 * 29; i++) {
            assertEquals(expected(image, i % 37, i / 37), first(plain, i), "pixel " + i);
        }
    }

    @Test
    void paletteGivesColoursAndTransparencyIsBlack() throws IOException, PictureException {
        byte[] levels = {10, 20, 30, (byte) 200};
        IndexColorModel colours = new IndexColorModel(2, 4, levels, levels, levels, 3);
        BufferedImage image = new BufferedImage(4, 1, BufferedImage.TYPE_BYTE_BINARY, colours);
        for (int x = 0; x < 4; x++) {
            image.getRaster().setSample(x, 0, 0, x);
        }
        PixelFrame frame = PngReader.read(png(image, ImageWriteParam.MODE_DISABLED));
        assertArrayEquals(new short[]{10, 10, 10, 20, 20, 20, 30, 30, 30, 0, 0, 0}, frame.values());
        assertEquals(8, frame.bitsStored());
    }

    @Test
    void truncatedAndDamagedFilesAreRefused() {
        byte[] noise = new byte[40 * 40];
        new Random(1).nextBytes(noise);
        byte[] whole = PngWriter.grey(40, 40, noise);
        for (int length = 0; length < whole.length - 16; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThrows(PictureException.class, () -> PngReader.read(cut), "cut to " + length);
        }
        byte[] flipped = whole.clone();
        flipped[200] ^= 1;
        PictureException damaged = assertThrows(PictureException.class, () -> PngReader.read(flipped));
        assertTrue(damaged.getMessage().contains("checksum"), damaged.getMessage());
    }

    @Test
    void claimOfManyPixelsIsRefusedBeforeMemoryIsTaken() {
        byte[] bomb = PngWriter.grey(1, 1, new byte[1]);
        bomb[16] = 0x00;
        bomb[18] = 0x23;
        bomb[22] = 0x23;
        CRC32 crc = new CRC32();
        crc.update(bomb, 12, 17);
        ByteBuffer.wrap(bomb).putInt(29, (int) crc.getValue());
        PictureException refused = assertThrows(PictureException.class, () -> PngReader.read(bomb));
        assertTrue(refused.getMessage().contains("cut off"), refused.getMessage());
    }

    private static int expected(BufferedImage image, int x, int y) {
        int value = image.getRaster().getSample(x, y, 0);
        if (image.getRaster().getNumBands() < 4) {
            return value;
        }
        int alpha = image.getRaster().getSample(x, y, 3);
        return (value * alpha + 127) / 255;
    }

    /** The first sample of a pixel, which is red. */
    private static int first(PixelFrame frame, int pixel) {
        return frame.values()[pixel * frame.samples()] & 0xffff;
    }

    private static byte[] png(BufferedImage image, int progressive) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setProgressiveMode(progressive);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), param);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static short[] unsigned(byte[] bytes) {
        short[] values = new short[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            values[i] = (short) (bytes[i] & 0xff);
        }
        return values;
    }
}
