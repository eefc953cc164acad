package org.refers.model.dicom;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class PixelDecoderTest {

    private static final int PIXELS = SyntheticPixels.ROWS * SyntheticPixels.COLUMNS;

    @ParameterizedTest
    @CsvSource({"1,8,false", "1,8,true", "1,12,false", "1,12,true", "1,16,false", "1,16,true", "3,8,false"})
    void nativeAndRunLengthValuesComeBack(int samples, int bits, boolean signed) throws DicomException {
        DicomObject dataSet = SyntheticPixels.dataSet(samples, bits, signed).build();
        short[] expected = SyntheticPixels.values(samples, bits, signed);
        assertArrayEquals(expected, decode(DicomWriter.toBytes(dataSet)).values());
        assertArrayEquals(expected, decode(DicomWriter.toRleBytes(dataSet)).values());
        byte[] bigEndian = DicomEncoder.file(dataSet, TransferSyntax.EXPLICIT_BIG_ENDIAN,
                DicomEncoder.Lengths.DEFINED);
        assertArrayEquals(expected, decode(bigEndian).values());
    }

    @ParameterizedTest
    @CsvSource({"grey8-jpegls,1,8,false", "grey12-jpegls,1,12,false", "grey16-jpegls,1,16,false",
        "signed12-jpegls,1,12,true", "signed16-jpegls,1,16,true", "rgb8-jpegls,3,8,false",
        "rgb8-jpegls-line,3,8,false", "rgb8-jpegls-sample,3,8,false", "grey8-jpeg2000,1,8,false",
        "grey12-jpeg2000,1,12,false", "grey16-jpeg2000,1,16,false", "signed12-jpeg2000,1,12,true",
        "signed16-jpeg2000,1,16,true", "rgb8-jpeg2000,3,8,false", "grey8-lossless,1,8,false",
        "grey12-lossless,1,12,false", "grey16-lossless,1,16,false", "signed12-lossless,1,12,true",
        "signed16-lossless,1,16,true", "rgb8-lossless,3,8,false"})
    void otherProgramsStreamsDecodeExactly(String name, int samples, int bits, boolean signed)
            throws IOException, DicomException {
        PixelFrame frame = decode(resource(name));
        assertEquals(signed, frame.signed());
        assertArrayEquals(SyntheticPixels.values(samples, bits, signed), frame.values());
    }

    @ParameterizedTest
    @CsvSource({"grey8-near2,8", "grey12-near2,12", "grey16-near2,16"})
    void nearLosslessStaysWithinItsBound(String name, int bits) throws IOException, DicomException {
        int off = largestDifference(decode(resource(name)).values(), SyntheticPixels.values(1, bits, false));
        assertEquals(2, off, "NEAR is 2, and noise uses it up");
    }

    @ParameterizedTest
    @CsvSource({"grey12-extended", "rgb8-baseline"})
    void lossyStreamsDecodeAsOthersDecodeThem(String name) throws IOException, DicomException {
        // Two correct inverse transforms may round a value that lies between two integers differently.
        int off = largestDifference(decode(resource(name)).values(), decode(resource(name + "-decoded")).values());
        assertTrue(off <= 1, name + " is off by " + off);
    }

    @Property(tries = 60)
    void losslessJpegComesBack(@ForAll @IntRange(min = 1, max = 7) int predictor,
            @ForAll @IntRange(min = 2, max = 16) int precision, @ForAll @IntRange(min = 0, max = 3) int restartRows,
            @ForAll boolean colour, @ForAll long seed) throws DicomException {
        int samples = colour ? 3 : 1;
        SplittableRandom random = new SplittableRandom(seed);
        short[] values = new short[PIXELS * samples];
        int value = 0;
        for (int i = 0; i < values.length; i++) {
            value = random.nextInt(10) == 0 ? random.nextInt(1 << precision) : value + random.nextInt(5) - 2;
            values[i] = (short) (value & (1 << precision) - 1);
        }
        byte[] stream = JpegLosslessEncoder.encode(new JpegLosslessEncoder.Image(SyntheticPixels.ROWS,
                SyntheticPixels.COLUMNS, samples, precision, values), predictor, restartRows);
        byte[] file = SyntheticPixels.compressed(SyntheticPixels.image(samples, precision, false),
                TransferSyntax.JPEG_LOSSLESS, stream);
        assertArrayEquals(values, decode(file).values());
    }

    /** The worked example of ITU-T T.87, H.3. */
    @Test
    void jpegLsDecodesTheStandardsExample() throws DicomException {
        byte[] stream = bytes(0xff, 0xd8, 0xff, 0xf7, 0, 11, 8, 0, 4, 0, 4, 1, 1, 0x11, 0, 0xff, 0xda, 0, 8, 1, 1, 0, 0,
                0, 0, 0xc0, 0x00, 0x00, 0x6c, 0x80, 0x20, 0x8e, 0x01, 0xc0, 0x00, 0x00, 0x57, 0x40, 0x00, 0x00, 0x6e,
                0xe6, 0x00, 0x00, 0x01, 0xbc, 0x18, 0x00, 0x00, 0x05, 0xd8, 0x00, 0x00, 0x91, 0x60, 0xff, 0xd9);
        PixelFormat format = new PixelFormat(4, 4, 1, 8, 8, 7, false, false, "MONOCHROME2");
        short[] decoded = new JpegLsDecoder().decode(stream, format).values();
        assertArrayEquals(new short[]{0, 0, 90, 74, 68, 50, 43, 205, 64, 145, 145, 145, 100, 145, 145, 145}, decoded);
    }

    @Test
    void overlayBitsAboveHighBitAreCleared() throws DicomException {
        DicomObject dataSet = tiny(16, 12, 11, 0).bytes(Tags.PIXEL_DATA, Vr.OW, bytes(0x34, 0xf2, 0xff, 0xff)).build();
        assertArrayEquals(new short[]{0x234, 0xfff}, decode(DicomWriter.toBytes(dataSet)).values());
        DicomObject signed = tiny(16, 12, 11, 1).bytes(Tags.PIXEL_DATA, Vr.OW, bytes(0x34, 0xf2, 0x00, 0x08)).build();
        assertArrayEquals(new short[]{0x234, -2048}, decode(DicomWriter.toBytes(signed)).values());
    }

    @Test
    void storedBitsBelowHighBitMoveDown() throws DicomException {
        DicomObject dataSet = tiny(16, 12, 15, 0).bytes(Tags.PIXEL_DATA, Vr.OW, bytes(0x4f, 0x23, 0xf0, 0xff)).build();
        assertArrayEquals(new short[]{0x234, 0xfff}, decode(DicomWriter.toBytes(dataSet)).values());
    }

    @Test
    void thirtyTwoBitCellsAreRead() throws DicomException {
        DicomObject dataSet = tiny(32, 16, 15, 0)
                .bytes(Tags.PIXEL_DATA, Vr.OW, bytes(1, 2, 0, 0, 0xff, 0xff, 0, 0)).build();
        assertArrayEquals(new short[]{0x201, -1}, decode(DicomWriter.toBytes(dataSet)).values());
        assertArrayEquals(new short[]{0x201, -1}, decode(DicomWriter.toRleBytes(dataSet)).values());
    }

    @Test
    void singleBitsArePackedFromTheLowEnd() throws DicomException {
        DicomObject.Builder image = tiny(1, 1, 0, 0).integers(Tags.COLUMNS, 12);
        short[] expected = {1, 0, 1, 0, 0, 0, 0, 1, 0, 1, 1, 1};
        byte[] plain = DicomWriter.toBytes(image.bytes(Tags.PIXEL_DATA, Vr.OB, bytes(0x85, 0x0e)).build());
        assertArrayEquals(expected, decode(plain).values());
        byte[] stream = Arrays.copyOf(bytes(1, 0, 0, 0, 64), 68);
        System.arraycopy(bytes(1, 0x85, 0x0e, 0), 0, stream, 64, 4);
        byte[] packed = SyntheticPixels.compressed(image, TransferSyntax.RLE_LOSSLESS, stream);
        assertArrayEquals(expected, decode(packed).values());
    }

    @Test
    void planarColourIsInterleaved() throws DicomException {
        DicomObject dataSet = tiny(8, 8, 7, 0).integers(Tags.SAMPLES_PER_PIXEL, 3)
                .text(Tags.PHOTOMETRIC_INTERPRETATION, "RGB").integers(Tags.PLANAR_CONFIGURATION, 1)
                .bytes(Tags.PIXEL_DATA, Vr.OB, bytes(1, 2, 3, 4, 5, 6)).build();
        assertArrayEquals(new short[]{1, 3, 5, 2, 4, 6}, decode(DicomWriter.toBytes(dataSet)).values());
    }

    @Test
    void luminanceAndDifferencesBecomeRgb() throws DicomException {
        DicomObject dataSet = tiny(8, 8, 7, 0).integers(Tags.SAMPLES_PER_PIXEL, 3)
                .text(Tags.PHOTOMETRIC_INTERPRETATION, "YBR_FULL").integers(Tags.PLANAR_CONFIGURATION, 0)
                .bytes(Tags.PIXEL_DATA, Vr.OB, bytes(100, 128, 128, 76, 85, 255)).build();
        assertArrayEquals(new short[]{100, 100, 100, 254, 0, 0}, decode(DicomWriter.toBytes(dataSet)).values());
        DicomObject shared = dataSet.toBuilder().text(Tags.PHOTOMETRIC_INTERPRETATION, "YBR_FULL_422")
                .bytes(Tags.PIXEL_DATA, Vr.OB, bytes(76, 0, 85, 255)).build();
        assertArrayEquals(new short[]{254, 0, 0, 178, 0, 0}, decode(DicomWriter.toBytes(shared)).values());
    }

    @Test
    void framesAreFoundByTableAndByStream() throws DicomException {
        byte[][] frames = {lossless(5), lossless(6), lossless(7)};
        byte[] head = Arrays.copyOf(frames[1], frames[1].length / 2 * 2 - 20);
        byte[] tail = Arrays.copyOfRange(frames[1], head.length, frames[1].length);
        List<byte[]> fragments = List.of(frames[0], head, tail, frames[2]);
        long second = 8L + even(frames[0]);
        long third = second + 16 + even(head) + even(tail);
        for (List<Long> offsets : List.of(List.of(0L, second, third), List.<Long>of())) {
            DicomObject dataSet = tiny(8, 8, 7, 0).text(Tags.NUMBER_OF_FRAMES, "3").put(new DicomElement(
                    Tags.PIXEL_DATA, Vr.OB, new DicomValue.Fragments(offsets, fragments))).build();
            DicomFile file = DicomReader.parse(DicomWriter.toBytes(dataSet, TransferSyntax.JPEG_LOSSLESS));
            for (int i = 0; i < 3; i++) {
                assertEquals(5 + i, PixelData.standard().frame(file, i).values()[0]);
            }
        }
    }

    @Test
    void extendedOffsetTableIsUsed() throws DicomException {
        byte[][] frames = {lossless(5), lossless(6)};
        ByteBuffer table = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN)
                .putLong(0).putLong(8L + even(frames[0]));
        DicomObject dataSet = tiny(8, 8, 7, 0).text(Tags.NUMBER_OF_FRAMES, "2")
                .bytes(Tags.EXTENDED_OFFSET_TABLE, Vr.OV, table.array())
                .put(new DicomElement(Tags.PIXEL_DATA, Vr.OB, new DicomValue.Fragments(List.of(), List.of(frames))))
                .build();
        DicomFile file = DicomReader.parse(DicomWriter.toBytes(dataSet, TransferSyntax.JPEG_LOSSLESS));
        assertEquals(6, PixelData.standard().frame(file, 1).values()[0]);
    }

    @Test
    void lossyValuesAreClampedAndNotCut() {
        PixelFormat tenBits = new PixelFormat(1, 2, 1, 16, 10, 9, false, false, "MONOCHROME1");
        PixelFrame frame = StoredValues.ofDecoded(PixelDecoder.Decoded.bits(new short[]{1024, 1000}), tenBits,
                TransferSyntax.JPEG_EXTENDED);
        assertArrayEquals(new short[]{1023, 1000}, frame.values());
    }

    @Test
    void streamOfAnotherSizeIsRefused() {
        DicomObject.Builder wider = SyntheticPixels.image(1, 8, false).integers(Tags.COLUMNS, 24);
        byte[] stream = JpegLosslessEncoder.encode(new JpegLosslessEncoder.Image(SyntheticPixels.ROWS,
                SyntheticPixels.COLUMNS, 1, 8, new short[PIXELS]), 1, 0);
        byte[] file = SyntheticPixels.compressed(wider, TransferSyntax.JPEG_LOSSLESS, stream);
        DicomException refused = assertThrows(DicomException.class, () -> decode(file));
        assertTrue(refused.getMessage().contains("31 x 23") && refused.getMessage().contains("31 x 24"),
                refused.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"HTJ2K_LOSSLESS,High-Throughput JPEG 2000", "HTJ2K_LOSSLESS_RPCL,High-Throughput JPEG 2000",
        "HTJ2K,High-Throughput JPEG 2000", "JPEG_XL,JPEG XL", "JPEG_XL_LOSSLESS,JPEG XL",
        "JPEG_XL_RECOMPRESSION,JPEG XL",
        "MPEG4,MPEG-4", "JPEG_2000_PART_2,JPEG 2000 Part 2"})
    void whatIsNotDecodedIsRefusedByName(TransferSyntax syntax, String name) {
        byte[] file = SyntheticPixels.compressed(SyntheticPixels.image(1, 8, false), syntax, new byte[10]);
        DicomException refused = assertThrows(DicomException.class, () -> decode(file));
        assertTrue(refused.getMessage().contains("is compressed as " + name), refused.getMessage());
        assertTrue(refused.getMessage().contains("convert it"), refused.getMessage());
    }

    private static byte[] lossless(int value) {
        short[] values = {(short) value, 0};
        return JpegLosslessEncoder.encode(new JpegLosslessEncoder.Image(1, 2, 1, 8, values), 1, 0);
    }

    private static int even(byte[] fragment) {
        return fragment.length + fragment.length % 2;
    }

    /** An image of one row and two columns. */
    private static DicomObject.Builder tiny(int allocated, int stored, int high, int representation) {
        return SyntheticPixels.image(1, 8, false).integers(Tags.ROWS, 1).integers(Tags.COLUMNS, 2)
                .integers(Tags.BITS_ALLOCATED, allocated).integers(Tags.BITS_STORED, stored)
                .integers(Tags.HIGH_BIT, high).integers(Tags.PIXEL_REPRESENTATION, representation);
    }

    private static PixelFrame decode(byte[] file) throws DicomException {
        return PixelData.standard().frame(DicomReader.parse(file), 0);
    }

    static byte[] resource(String name) throws IOException {
        try (InputStream in = PixelDecoderTest.class.getResourceAsStream(name + ".dcm")) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
    }

    private static int largestDifference(short[] one, short[] other) {
        assertEquals(one.length, other.length);
        int largest = 0;
        for (int i = 0; i < one.length; i++) {
            largest = Math.max(largest, Math.abs((one[i] & 0xffff) - (other[i] & 0xffff)));
        }
        return largest;
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
