package org.refers.model.dicom;

import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What a lossless syntax codes comes back: any size, bits, sign and number of samples. */
class CodecRoundTripTest {

    /** An image by its numbers; its pixels follow from the seed. */
    record Shape(int rows, int columns, int samples, int precision, boolean signed, long seed) {

        JpegLosslessEncoder.Image image() {
            SplittableRandom random = new SplittableRandom(seed);
            short[] values = new short[rows * columns * samples];
            int value = 1 << precision - 1;
            for (int i = 0; i < values.length; i++) {
                int kind = random.nextInt(12);
                // Flat stretches, slopes and single outliers, so that every mode of a codec is used.
                value = kind == 0 ? random.nextInt(1 << precision) : value + (kind < 6 ? 0 : random.nextInt(7) - 3);
                values[i] = (short) (value & (1 << precision) - 1);
            }
            return new JpegLosslessEncoder.Image(rows, columns, samples, precision, values);
        }

        DicomObject.Builder attributes() {
            return SyntheticPixels.image(samples, precision, signed).integers(Tags.ROWS, rows).integers(Tags.COLUMNS,
                    columns);
        }

        /** Stored values of the image, as a reader should give them. */
        short[] expected(short[] coded) {
            short[] values = coded.clone();
            for (int i = 0; signed && i < values.length; i++) {
                values[i] = (short) (values[i] << 32 - precision >> 32 - precision);
            }
            return values;
        }
    }

    @Provide
    Arbitrary<Shape> shapes() {
        return Combinators.combine(Arbitraries.integers().between(1, 40), Arbitraries.integers().between(1, 70),
                Arbitraries.of(1, 3), Arbitraries.integers().between(2, 16), Arbitraries.of(true, false),
                Arbitraries.longs()).as(
                        (rows, columns, samples, precision, signed, seed) -> new Shape(rows, columns,
                                samples, precision, signed && samples == 1, seed));
    }

    @Property(tries = 150)
    void losslessJpegComesBack(@ForAll("shapes") Shape shape, @ForAll @IntRange(min = 1, max = 7) int predictor,
            @ForAll @IntRange(max = 3) int pointTransform, @ForAll @IntRange(max = 4) int restartRows,
            @ForAll boolean interleaved) throws DicomException {
        int dropped = Math.min(pointTransform, shape.precision - 1);
        JpegLosslessEncoder.Image image = shape.image();
        byte[] stream = JpegLosslessEncoder.encode(image,
                new JpegLosslessEncoder.Options(predictor, dropped, restartRows, interleaved));
        short[] kept = image.values().clone();
        for (int i = 0; i < kept.length; i++) {
            kept[i] = (short) (kept[i] >> dropped << dropped);
        }
        assertArrayEquals(shape.expected(kept), decode(shape, TransferSyntax.JPEG_LOSSLESS, stream));
    }

    @Property(tries = 200)
    void jpegLsComesBack(@ForAll("shapes") Shape shape, @ForAll @IntRange(max = 2) int interleave,
            @ForAll @IntRange(max = 4) int restartRows, @ForAll boolean ownPresets) throws DicomException {
        JpegLosslessEncoder.Image image = shape.image();
        byte[] stream = JpegLsEncoder.encode(image, options(shape, 0, interleave, restartRows, ownPresets));
        assertArrayEquals(shape.expected(image.values()), decode(shape, TransferSyntax.JPEG_LS_LOSSLESS, stream));
    }

    @Property(tries = 100)
    void nearLosslessJpegLsStaysWithinItsBound(@ForAll("shapes") Shape shape,
            @ForAll @IntRange(min = 1, max = 9) int near, @ForAll @IntRange(max = 2) int interleave,
            @ForAll @IntRange(max = 4) int restartRows, @ForAll boolean ownPresets) throws DicomException {
        Shape unsigned = new Shape(shape.rows, shape.columns, shape.samples, Math.max(6, shape.precision), false,
                shape.seed);
        JpegLosslessEncoder.Image image = unsigned.image();
        byte[] stream = JpegLsEncoder.encode(image, options(unsigned, near, interleave, restartRows, ownPresets));
        short[] decoded = decode(unsigned, TransferSyntax.JPEG_LS_NEAR_LOSSLESS, stream);
        for (int i = 0; i < decoded.length; i++) {
            int off = Math.abs((decoded[i] & 0xffff) - (image.values()[i] & 0xffff));
            assertTrue(off <= near, "off by " + off + " where " + near + " is allowed");
        }
    }

    private static JpegLsEncoder.Options options(Shape shape, int near, int interleave, int restartRows,
            boolean ownPresets) {
        int highest = (1 << shape.precision) - 1;
        int[] presets = ownPresets
                ? new int[]{highest, Math.min(highest, near + 2), Math.min(highest, near + 9),
                    Math.min(highest, near + 33), 31}
                : new int[0];
        return new JpegLsEncoder.Options(near, interleave, restartRows, presets);
    }

    @Property(tries = 150)
    void runLengthsComeBack(@ForAll("shapes") Shape shape, @ForAll @IntRange(max = 2) int wider)
            throws DicomException {
        int least = shape.precision <= 8 ? 8 : 16;
        int allocated = Math.min(32, least << wider);
        short[] values = shape.image().values();
        byte[] cells = SyntheticPixels.cells(values.length, allocated, (i, _) -> values[i] & 0xffff);
        DicomObject dataSet = shape.attributes().integers(Tags.BITS_ALLOCATED, allocated)
                .bytes(Tags.PIXEL_DATA, allocated == 8 ? Vr.OB : Vr.OW, cells).build();
        short[] expected = shape.expected(values);
        assertArrayEquals(expected, decode(DicomWriter.toBytes(dataSet)));
        assertArrayEquals(expected, decode(DicomWriter.toRleBytes(dataSet)));
    }

    @Property(tries = 60)
    void singleBitsComeBack(@ForAll @IntRange(min = 1, max = 40) int rows,
            @ForAll @IntRange(min = 1, max = 70) int columns,
            @ForAll long seed) throws DicomException {
        SplittableRandom random = new SplittableRandom(seed);
        short[] expected = new short[rows * columns];
        byte[] packed = new byte[(expected.length + 7) / 8];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = (short) (random.nextInt(9) == 0 ? 1 : i / 50 % 2);
            packed[i / 8] |= (byte) (expected[i] << i % 8);
        }
        DicomObject dataSet = SyntheticPixels.image(1, 8, false).integers(Tags.ROWS, rows)
                .integers(Tags.COLUMNS, columns).integers(Tags.BITS_ALLOCATED, 1).integers(Tags.BITS_STORED, 1)
                .integers(Tags.HIGH_BIT, 0).bytes(Tags.PIXEL_DATA, Vr.OB, packed).build();
        assertArrayEquals(expected, decode(DicomWriter.toBytes(dataSet)));
        assertArrayEquals(expected, decode(DicomWriter.toRleBytes(dataSet)));
    }

    /** Frames of single bits do not begin with a byte where they are not compressed, and do where they are. */
    @Test
    void severalFramesOfSingleBitsComeBack() throws DicomException {
        DicomObject dataSet = SyntheticPixels.image(1, 8, false).integers(Tags.ROWS, 3).integers(Tags.COLUMNS, 3)
                .integers(Tags.BITS_ALLOCATED, 1).integers(Tags.BITS_STORED, 1).integers(Tags.HIGH_BIT, 0)
                .text(Tags.NUMBER_OF_FRAMES, "2")
                .bytes(Tags.PIXEL_DATA, Vr.OB, new byte[]{(byte) 0b10110101, 0b1001011, 0b10})
                .build();
        short[][] expected = {{1, 0, 1, 0, 1, 1, 0, 1, 1}, {1, 0, 1, 0, 0, 1, 0, 0, 1}};
        for (byte[] file : new byte[][]{DicomWriter.toBytes(dataSet), DicomWriter.toRleBytes(dataSet)}) {
            for (int frame = 0; frame < 2; frame++) {
                assertArrayEquals(expected[frame],
                        PixelData.standard().frame(DicomReader.parse(file), frame).values());
            }
        }
    }

    /** Whatever becomes of the bytes, the outcome is a frame or a {@link DicomException}. */
    @Property(tries = 300)
    void damagedStreamsDoNoHarm(@ForAll("shapes") Shape shape, @ForAll @IntRange(max = 2) int interleave,
            @ForAll @IntRange(max = 4) int restartRows, @ForAll boolean lossless, @ForAll long seed)
            throws DicomException {
        byte[] stream = lossless
                ? JpegLosslessEncoder.encode(shape.image(), new JpegLosslessEncoder.Options(1 + interleave, 0,
                        restartRows, interleave > 0))
                : JpegLsEncoder.encode(shape.image(), options(shape, 0, interleave, restartRows, true));
        SplittableRandom random = new SplittableRandom(seed);
        for (int flips = random.nextInt(1, 6); flips > 0; flips--) {
            stream[2 + random.nextInt(stream.length - 2)] = (byte) random.nextInt(256);
        }
        try {
            decode(shape, lossless ? TransferSyntax.JPEG_LOSSLESS : TransferSyntax.JPEG_LS_LOSSLESS, stream);
        } catch (DicomException refused) {
            assertTrue(!refused.getMessage().isEmpty());
        }
    }

    @Test
    void missingRestartMarkersAndMappingTablesAreRefused() throws DicomException {
        Shape shape = new Shape(12, 9, 1, 8, false, 3);
        byte[] stream = JpegLsEncoder.encode(shape.image(), new JpegLsEncoder.Options(0, 0, 2, new int[0]));
        int second = position(stream, 0xd1);
        stream[second + 1] = (byte) 0xd2;
        assertRefused(shape, stream, "restart marker");
        byte[] mapped = JpegLsEncoder.encode(shape.image(), new JpegLsEncoder.Options(0, 0, 0, new int[0]));
        mapped[position(mapped, 0xda) + 6] = 1;
        assertRefused(shape, mapped, "mapping table");
        byte[] table = JpegLsEncoder.encode(shape.image(), new JpegLsEncoder.Options(0, 0, 0,
                new int[]{255, 3, 7, 21, 64}));
        table[position(table, 0xf8) + 4] = 2;
        assertRefused(shape, table, "mapping table");
    }

    private static int position(byte[] stream, int marker) {
        int at = 0;
        while (stream[at] != (byte) 0xff || stream[at + 1] != (byte) marker) {
            at++;
        }
        return at;
    }

    private static void assertRefused(Shape shape, byte[] stream, String reason) {
        DicomException refused = assertThrows(DicomException.class,
                () -> decode(shape, TransferSyntax.JPEG_LS_LOSSLESS, stream));
        assertTrue(refused.getMessage().contains(reason), refused.getMessage());
    }

    private static short[] decode(Shape shape, TransferSyntax syntax, byte[] stream) throws DicomException {
        return decode(SyntheticPixels.compressed(shape.attributes(), syntax, stream));
    }

    private static short[] decode(byte[] file) throws DicomException {
        PixelFrame frame = PixelData.standard().frame(DicomReader.parse(file), 0);
        assertEquals(frame.values().length, frame.rows() * frame.columns() * frame.samples());
        return frame.values();
    }
}
