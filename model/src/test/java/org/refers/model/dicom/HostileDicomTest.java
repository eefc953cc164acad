package org.refers.model.dicom;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Whatever a file holds, reading it ends soon, with a frame or a {@link DicomException} and nothing else. */
class HostileDicomTest {

    private static final Duration SOON = Duration.ofMinutes(1);

    @ParameterizedTest
    @ValueSource(strings = {"grey12-jpegls", "grey12-lossless", "grey12-extended", "grey8-baseline",
        "rgb8-jpegls-sample"})
    void truncationAtEveryLengthIsToldApart(String name) throws IOException {
        byte[] whole = PixelDecoderTest.resource(name);
        assertTimeoutPreemptively(SOON, () -> {
            for (int length = 0; length < whole.length; length++) {
                attempt(Arrays.copyOf(whole, length));
            }
        });
    }

    @Test
    void truncatedNativeAndRunLengthFilesAreRefusedAtEveryLength() throws DicomException {
        DicomObject dataSet = SyntheticPixels.dataSet(1, 8, false).build();
        for (byte[] whole : new byte[][]{DicomWriter.toBytes(dataSet), DicomWriter.toRleBytes(dataSet)}) {
            // The last nine bytes of the RLE file are its sequence's end and perhaps a byte of padding.
            for (int length = 0; length < whole.length - 9; length++) {
                byte[] cut = Arrays.copyOf(whole, length);
                assertThrows(DicomException.class, () -> decode(cut), "cut to " + length);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"grey12-jpegls", "grey12-near2", "rgb8-jpegls", "rgb8-jpegls-line", "rgb8-jpegls-sample",
        "grey12-lossless", "rgb8-lossless", "grey12-extended", "rgb8-baseline", "rgb8-jpeg2000",
        "grey12-jpeg2000"})
    void flippedBytesDoNoHarm(String name) throws IOException {
        byte[] whole = PixelDecoderTest.resource(name);
        SplittableRandom random = new SplittableRandom(name.hashCode());
        int rounds = name.contains("2000") ? 150 : 600;
        assertTimeoutPreemptively(SOON, () -> {
            for (int round = 0; round < rounds; round++) {
                byte[] damaged = whole.clone();
                // Half of the damage goes to the header, where it does most.
                int from = round % 2 == 0 ? 132 : whole.length / 2;
                for (int flips = random.nextInt(1, 5); flips > 0; flips--) {
                    damaged[from + random.nextInt(whole.length - from)] = (byte) random.nextInt(256);
                }
                attempt(damaged);
            }
        });
    }

    /** Found by damaging files at random: the library that was used before never came back, or took minutes. */
    @Test
    void streamsThatStoppedAJpeg2000LibraryDoNoHarm() throws IOException {
        byte[] whole = PixelDecoderTest.resource("grey12-jpeg2000");
        int size = position(whole, 0x51);
        int packets = position(whole, 0x93);
        byte[] ones = whole.clone();
        Arrays.fill(ones, packets + 2, packets + 6, (byte) 0xff);
        assertRefused(ones, "cut off");
        byte[] tileElsewhere = whole.clone();
        tileElsewhere[size + 33] = 1;
        assertRefused(tileElsewhere, "tiles without pixels");
        byte[] packed = whole.clone();
        packed[position(whole, 0x64) + 1] = 0x60;
        assertRefused(packed, "packet headers");
    }

    /** Where a JPEG 2000 marker stands. */
    private static int position(byte[] file, int marker) {
        int at = 600;
        while (file[at] != (byte) 0xff || file[at + 1] != (byte) marker) {
            at++;
        }
        return at;
    }

    @Test
    void hugeSizesAreRefusedBeforeMemoryIsTaken() {
        DicomObject.Builder huge = SyntheticPixels.dataSet(1, 8, false).integers(Tags.ROWS, 65_535)
                .integers(Tags.COLUMNS, 65_535);
        assertRefused(DicomWriter.toBytes(huge.build()), "65535 x 65535");
        byte[] compressed = SyntheticPixels.compressed(SyntheticPixels.image(1, 8, false).integers(Tags.ROWS, 9_000)
                .integers(Tags.COLUMNS, 9_000), TransferSyntax.RLE_LOSSLESS,
                Arrays.copyOf(new byte[]{1, 0, 0, 0, 64},
                        100));
        assertRefused(compressed, "cut off");
    }

    @Test
    void lengthsBeyondTheFileAreRefused() {
        byte[] body = {0x10, 0, 0x10, 0, 'O', 'B', 0, 0, -2, -1, -1, 0x7f, 1, 2};
        assertRefused(DicomEncoder.part10(body, TransferSyntax.EXPLICIT_LITTLE_ENDIAN.uid()), "cut off");
    }

    @Test
    void endlessNestingIsRefused() {
        ByteBuffer body = ByteBuffer.allocate(200_000).order(ByteOrder.LITTLE_ENDIAN);
        while (body.remaining() >= 20) {
            body.putShort((short) 0x0054).putShort((short) 0x0220).put("SQ".getBytes(StandardCharsets.US_ASCII))
                    .putShort((short) 0).putInt(-1).putShort((short) 0xfffe).putShort((short) 0xe000).putInt(-1);
        }
        assertRefused(DicomEncoder.part10(body.array(), TransferSyntax.EXPLICIT_LITTLE_ENDIAN.uid()), "deep");
    }

    @Test
    void inflationIsBounded() {
        byte[] bomb = DicomEncoder.deflate(new byte[200 << 20]);
        assertRefused(DicomEncoder.part10(bomb, TransferSyntax.DEFLATED.uid()), "grows to more than");
    }

    @Test
    void manyElementsAreRefused() {
        ByteBuffer body = ByteBuffer.allocate(8 * 1_100_000).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; body.remaining() >= 8; i++) {
            body.putShort((short) (0x0009 + 2 * (i >> 15))).putShort((short) (0x1000 + (i & 0x7fff))).putInt(0);
        }
        assertRefused(DicomEncoder.part10(body.array(), TransferSyntax.IMPLICIT_LITTLE_ENDIAN.uid()), "more than");
    }

    @Test
    void elementThatStandsTwiceIsRefused() {
        byte[] body = {0x10, 0, 0x10, 0, 'P', 'N', 0, 0, 0x10, 0, 0x10, 0, 'P', 'N', 0, 0};
        assertRefused(DicomEncoder.part10(body, TransferSyntax.EXPLICIT_LITTLE_ENDIAN.uid()), "twice");
    }

    @Test
    void emptyAndForeignFilesAreNoDicom() {
        assertRefused(new byte[0], "not a DICOM file");
        assertRefused("GIF89a, or so it seems".getBytes(StandardCharsets.US_ASCII), "not a DICOM file");
    }

    private static void assertRefused(byte[] file, String reason) {
        DicomException refused = assertTimeoutPreemptively(SOON,
                () -> assertThrows(DicomException.class, () -> decode(file)));
        assertTrue(refused.getMessage().contains(reason), refused.getMessage());
    }

    /** Anything but success and {@link DicomException} fails the test. */
    private static void attempt(byte[] file) {
        try {
            decode(file);
        } catch (DicomException expected) {
            assertTrue(!expected.getMessage().isEmpty());
        }
    }

    private static PixelFrame decode(byte[] file) throws DicomException {
        return PixelData.standard().frame(DicomReader.parse(file), 0);
    }
}
