package org.refers.model.dicom;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Frames that go to another process and come back, and what happens where it fails. */
class DecodeProcessTest {

    private static final PixelFormat FORMAT = new PixelFormat(SyntheticPixels.ROWS, SyntheticPixels.COLUMNS, 1, 16, 16,
            15, false, false, "MONOCHROME2");

    /** A decoding process with decoders that misbehave as their stream's first byte says. */
    static final class Server {

        private Server() {
        }

        public static void main(String[] arguments) throws IOException {
            new DecodeServer(List.of(new Misbehaving(), new Jpeg2000Decoder()), () -> Runtime.getRuntime().halt(1))
                    .serve(new FileInputStream(FileDescriptor.in), new FileOutputStream(FileDescriptor.out));
        }
    }

    /** What a decoder may do. */
    private enum Deed {
        DECODE, REFUSE, HANG, DIE, SWALLOW_MEMORY, WORK, FAIL
    }

    private static final class Misbehaving implements PixelDecoder {

        @Override
        public Set<TransferSyntax> syntaxes() {
            return Set.of(TransferSyntax.RLE_LOSSLESS);
        }

        @Override
        public Decoded decode(TransferSyntax syntax, byte[] stream, PixelFormat format, DecodeWatch watch)
                throws DicomException {
            if (Deed.values()[stream[0]] == Deed.WORK) {
                for (int i = 0; i < 100_000; i++) {
                    if (!watch.goesOn(i / 1e5)) {
                        throw new CancellationException("told to stop");
                    }
                    LockSupport.parkNanos(1_000_000);
                }
            }
            return decode(stream, format);
        }

        @Override
        public Decoded decode(byte[] stream, PixelFormat format) throws DicomException {
            return switch (Deed.values()[stream[0]]) {
                case WORK -> throw new DicomException("was worked to the end");
                case FAIL -> throw new IllegalStateException("on purpose");
                case DECODE -> new Decoded(SyntheticPixels.values(1, 16, false), true, Colour.YBR);
                case REFUSE -> throw new DicomException(Tags.PIXEL_DATA, "has the number "
                        + ProcessHandle.current().pid());
                case HANG -> throw new IllegalStateException(hang());
                case DIE -> {
                    Runtime.getRuntime().halt(3);
                    throw new IllegalStateException();
                }
                case SWALLOW_MEMORY -> throw new IllegalStateException(
                        String.valueOf(new long[Integer.MAX_VALUE / 2].length));
            };
        }

        private static String hang() {
            try {
                Thread.sleep(Duration.ofMinutes(2));
            } catch (InterruptedException unlikely) {
                Thread.currentThread().interrupt();
            }
            return "woken";
        }
    }

    private static DecodeProcess process(Duration limit) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new DecodeProcess(Set.of(TransferSyntax.RLE_LOSSLESS, TransferSyntax.JPEG_2000_LOSSLESS),
                List.of(java, "-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+ExitOnOutOfMemoryError",
                        "-cp", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Server.class.getName()),
                environment -> {
                }, limit);
    }

    private static PixelDecoder.Decoded run(DecodeProcess process, Deed deed) throws DicomException {
        return process.decode(TransferSyntax.RLE_LOSSLESS, new byte[]{(byte) deed.ordinal(), 1, 2}, FORMAT);
    }

    private static String refusal(DecodeProcess process, Deed deed) {
        return assertThrows(DicomException.class, () -> run(process, deed)).getMessage();
    }

    @Test
    void framesAndRefusalsComeBackAndTheProcessIsKept() throws DicomException, IOException {
        try (DecodeProcess process = process(Duration.ofSeconds(60))) {
            PixelDecoder.Decoded decoded = run(process, Deed.DECODE);
            assertArrayEquals(SyntheticPixels.values(1, 16, false), decoded.values());
            assertTrue(decoded.signed());
            assertEquals(PixelDecoder.Colour.YBR, decoded.colour());
            String first = refusal(process, Deed.REFUSE);
            assertTrue(first.contains("Pixel Data") && first.contains("has the number"), first);
            assertEquals(first, refusal(process, Deed.REFUSE), "the same process");
            DicomFile file = DicomReader.parse(PixelDecoderTest.resource("grey16-jpeg2000"));
            PixelData pixels = new PixelData(List.of(process));
            assertArrayEquals(SyntheticPixels.values(1, 16, false), pixels.frame(file, 0).values());
        }
    }

    @Test
    void whatKillsTheProcessIsRefusedAndTheNextFrameDecodes() throws DicomException {
        try (DecodeProcess process = process(Duration.ofSeconds(60))) {
            for (Deed deed : List.of(Deed.DIE, Deed.SWALLOW_MEMORY, Deed.FAIL)) {
                String refusal = refusal(process, deed);
                assertTrue(refusal.contains("ran out of its memory or failed"), refusal);
                assertEquals(FORMAT.frameSamples(), run(process, Deed.DECODE).values().length);
            }
        }
    }

    @Test
    void whatTakesTooLongIsGivenUp() {
        try (DecodeProcess process = process(Duration.ofSeconds(1))) {
            String refusal = refusal(process, Deed.HANG);
            assertTrue(refusal.contains("within 1 s"), refusal);
        }
    }

    /** The process stays, so that the next frame does not wait for a new one. */
    @Test
    void whatNobodyWaitsForStopsAndTheProcessIsKept() throws DicomException {
        try (DecodeProcess process = process(Duration.ofSeconds(60))) {
            String before = refusal(process, Deed.REFUSE);
            List<Double> shares = new ArrayList<>();
            assertThrows(CancellationException.class, () -> process.decode(TransferSyntax.RLE_LOSSLESS,
                    new byte[]{(byte) Deed.WORK.ordinal()}, FORMAT, share -> {
                        shares.add(share);
                        return shares.size() < 3;
                    }));
            assertEquals(3, shares.size(), "not asked again");
            assertEquals(0, shares.getFirst());
            assertTrue(shares.get(1) < shares.get(2), () -> "it goes on: " + shares);
            assertEquals(before, refusal(process, Deed.REFUSE), "the same process");
        }
    }

    /** A decoder that does not look whether anybody waits: its process ends, and the next frame gets a new one. */
    @Test
    void whatDoesNotStopIsEndedWithItsProcess() throws DicomException {
        try (DecodeProcess process = process(Duration.ofSeconds(60))) {
            assertThrows(CancellationException.class, () -> process.decode(TransferSyntax.RLE_LOSSLESS,
                    new byte[]{(byte) Deed.HANG.ordinal()}, FORMAT, _ -> false));
            assertEquals(FORMAT.frameSamples(), run(process, Deed.DECODE).values().length);
        }
    }

    @Test
    void aCommandThatDoesNotStartIsToldInASentence() {
        DecodeProcess process = new DecodeProcess(Set.of(TransferSyntax.RLE_LOSSLESS), List.of("no-such-program"),
                environment -> {
                }, Duration.ofSeconds(1));
        assertTrue(refusal(process, Deed.DECODE).contains("could not be started"));
    }

    @Test
    void answersOfAnotherVersionOrSizeAndDamagedOnesAreNone() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DecodeWire.write(PixelDecoder.Decoded.bits(new short[FORMAT.frameSamples()]), new DataOutputStream(bytes));
        byte[] whole = bytes.toByteArray();
        // Version, kind, colour, length, a sample and the checksum.
        for (int at : new int[]{3, 4, 6, 10, 100, whole.length - 1}) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 0x55;
            assertThrows(IOException.class, () -> answer(damaged), "changed at " + at);
        }
        for (int length = 0; length < whole.length; length += 7) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThrows(IOException.class, () -> answer(cut), "cut to " + length);
        }
    }

    private static PixelDecoder.Decoded answer(byte[] bytes) throws IOException, DicomException {
        return DecodeWire.answer(new DataInputStream(new ByteArrayInputStream(bytes)), FORMAT, share -> {
        });
    }
}
