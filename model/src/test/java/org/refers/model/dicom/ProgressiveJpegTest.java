package org.refers.model.dicom;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Progressive JPEG, under the syntaxes that say so and under those that archives give it. */
class ProgressiveJpegTest {

    private static byte[] stream(boolean progressive) throws IOException {
        BufferedImage image = new BufferedImage(SyntheticPixels.COLUMNS, SyntheticPixels.ROWS,
                BufferedImage.TYPE_BYTE_GRAY);
        int[] values = new int[SyntheticPixels.COLUMNS * SyntheticPixels.ROWS];
        Arrays.setAll(values, i -> SyntheticPixels.values(1, 8, false)[i] & 0xff);
        image.getRaster().setPixels(0, 0, SyntheticPixels.COLUMNS, SyntheticPixels.ROWS, values);
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriteParam how = writer.getDefaultWriteParam();
        how.setProgressiveMode(progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), how);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static short[] decode(TransferSyntax syntax, byte[] stream) throws DicomException {
        byte[] file = SyntheticPixels.compressed(SyntheticPixels.image(1, 8, false), syntax, stream);
        return PixelData.standard().frame(DicomReader.parse(file), 0).values();
    }

    /** Both code the same coefficients, so that the decoded pixels are the same too. */
    @ParameterizedTest
    @EnumSource(names = {"JPEG_PROGRESSIVE", "JPEG_SPECTRAL_SELECTION", "JPEG_BASELINE", "JPEG_EXTENDED"})
    void thePixelsAreThoseOfBaseline(TransferSyntax syntax) throws Exception {
        byte[] progressive = stream(true);
        assertEquals(0xc2, new JpegFrameMarker(progressive).marker());
        assertArrayEquals(decode(TransferSyntax.JPEG_BASELINE, stream(false)), decode(syntax, progressive));
    }

    /** What kind of frame a stream has. */
    private record JpegFrameMarker(byte[] stream) {

        int marker() throws DicomException {
            JpegHeader header = new JpegHeader(stream);
            header.nextScan();
            return header.frame().marker();
        }
    }

    @Test
    void aThousandScansAreRefused() throws Exception {
        byte[] whole = stream(true);
        int last = whole.length - 2;
        while (whole[last] != (byte) 0xff || whole[last + 1] != (byte) 0xda) {
            last--;
        }
        ByteArrayOutputStream many = new ByteArrayOutputStream();
        many.write(whole, 0, last);
        for (int i = 0; i < 1000; i++) {
            many.write(whole, last, whole.length - 2 - last);
        }
        many.write(new byte[]{-1, (byte) 0xd9});
        String refusal = assertThrows(DicomException.class,
                () -> decode(TransferSyntax.JPEG_PROGRESSIVE, many.toByteArray())).getMessage();
        assertTrue(refusal.contains("more than 100 scans"), refusal);
    }
}
