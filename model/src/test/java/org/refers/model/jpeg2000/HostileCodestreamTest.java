package org.refers.model.jpeg2000;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Streams whose headers promise much: whatever comes of them, it comes soon and in little memory. */
class HostileCodestreamTest {

    /** Against an endless loop alone: how long a decode takes depends on who else uses the processor. */
    private static final Duration SOON = Duration.ofMinutes(1);
    /** What reading any file may cost, see the table of hostile files' targets. */
    private static final long FIXED = 24L << 20;
    private static final long PER_BYTE = 300;
    private static final long PER_SAMPLE = 160;

    /** Numbers of a header, and by what its packets are filled. */
    private record Stream(int side, int tile, int layers, int levels, int block, int precinct, int order, int planes,
            byte[] packets) {

        byte[] bytes() {
            Bytes out = new Bytes();
            out.u16(0xff4f).u16(0xff51).u16(41).u16(0).u32(side).u32(side).u32(0).u32(0).u32(tile).u32(tile).u32(0)
                    .u32(0).u16(1).u8(15).u8(1).u8(1);
            boolean told = precinct > 0;
            out.u16(0xff52).u16(told ? 13 + levels : 12).u8(told ? 1 : 0).u8(order).u16(layers).u8(0).u8(levels)
                    .u8(block & 15).u8(block >> 4).u8(0).u8(1);
            for (int i = 0; told && i <= levels; i++) {
                out.u8(precinct);
            }
            out.u16(0xff5c).u16(4 + 3 * levels).u8(2 << 5);
            for (int i = 0; i < 3 * levels + 1; i++) {
                out.u8(planes << 3);
            }
            int across = Math.ceilDiv(side, tile);
            int tiles = Math.min(65_535, across * across);
            int each = packets.length / tiles;
            for (int i = 0; i < tiles; i++) {
                out.u16(0xff90).u16(10).u16(i).u32(14 + each).u8(0).u8(1).u16(0xff93);
                out.write(packets, i * each, each);
            }
            return out.u16(0xffd9).toByteArray();
        }
    }

    private static final class Bytes extends ByteArrayOutputStream {

        Bytes u8(int value) {
            write(value);
            return this;
        }

        Bytes u16(int value) {
            return u8(value >> 8).u8(value);
        }

        Bytes u32(int value) {
            return u16(value >> 16).u16(value);
        }
    }

    private static byte[] filled(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    /** Decodes or refuses; either way soon, and all threads together within the file's means. */
    private static void attempt(byte[] bytes, long samples, String what) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        assertTimeoutPreemptively(SOON, () -> {
            long before = threads.getTotalThreadAllocatedBytes();
            try {
                Jpeg2000Image image = new Jpeg2000Image(bytes);
                image.decode(_ -> true);
            } catch (Jpeg2000Exception refused) {
                assertTrue(!refused.getMessage().isEmpty());
            }
            long taken = threads.getTotalThreadAllocatedBytes() - before;
            long most = FIXED + PER_BYTE * bytes.length + PER_SAMPLE * samples;
            assertTrue(taken <= most, () -> what + " took " + taken + " bytes, more than " + most);
        }, what);
    }

    /** Side, tile, layers, levels, block, precinct, order, planes; then how many bytes, and with what they are filled. */
    @ParameterizedTest
    @ValueSource(strings = {
        // Code-blocks of 4 x 4, all looked at; then the same for each of many layers.
        "2000 2000 1 5 0 0 0 20 60000 128", "2000 2000 65535 5 0 0 0 20 2000000 128",
        // Empty packets, of which each takes a byte.
        "2000 2000 65535 5 68 0 0 20 4000000 0",
        // Small precincts, and such that are sorted by their place.
        "2000 2000 65535 32 68 17 2 20 2000000 0", "1000 1000 1000 6 68 51 3 20 2000000 128",
        // 62,500 tiles of 33 resolutions, of 200 layers.
        "1000 4 1 32 68 0 0 20 2000000 0", "1000 4 200 1 0 17 4 20 2000000 128",
        // As many passes and bytes as bits can tell, also in blocks of 4 x 1024.
        "2000 2000 1 5 68 0 0 28 300000 255", "2000 2000 1 5 68 0 1 28 300000 254",
        "2000 2000 1 0 128 0 1 28 300000 199"})
    void muchPromisedCostsLittle(String numbers) {
        int[] of = Arrays.stream(numbers.split(" ")).mapToInt(Integer::parseInt).toArray();
        byte[] packets = filled(of[8], of[9]);
        Stream stream = new Stream(of[0], of[1], of[2], of[3], of[4], of[5], of[6], of[7], packets);
        attempt(stream.bytes(), (long) of[0] * of[0], numbers);
    }

    @Test
    void randomHeadersOverRandomPacketsDoNoHarm() {
        SplittableRandom random = new SplittableRandom(7);
        for (int round = 0; round < 60; round++) {
            int side = random.nextInt(1, 400);
            byte[] packets = new byte[random.nextInt(100, 40_000)];
            random.nextBytes(packets);
            int ones = random.nextInt(3);
            for (int i = 0; i < packets.length; i++) {
                // Many ones promise much, many zeros leave much out.
                packets[i] = (byte) (ones == 0
                        ? packets[i]
                        : ones == 1
                                ? packets[i] | random.nextInt(256)
                                : packets[i] & random.nextInt(256));
            }
            Stream stream = new Stream(side, random.nextInt(1, side + 1), 1 << random.nextInt(16), random.nextInt(33),
                    random.nextInt(5) << 4 | random.nextInt(5),
                    random.nextBoolean() ? 0 : random.nextInt(1, 8) << 4 | random.nextInt(1, 8), random.nextInt(5),
                    random.nextInt(31), packets);
            attempt(stream.bytes(), (long) side * side, "round " + round + ": " + stream);
        }
    }

    @Test
    void impossibleNumbersAreRefused() throws IOException {
        byte[] whole = Jpeg2000ImageTest.resource("grey12-pcrl-tiles.j2k");
        int at = 6;
        // Sizes and places on the reference grid, components, bits, sampling.
        for (int field = at; field < at + 41 - 2; field++) {
            for (int value : new int[]{0, 1, 0x7f, 0x80, 0xff}) {
                byte[] damaged = whole.clone();
                damaged[field] = (byte) value;
                attempt(damaged, 67 * 45, "field " + field + " = " + value);
            }
        }
    }

    @Test
    void whatIsNotDecodedIsRefusedByName() throws IOException {
        byte[] whole = Jpeg2000ImageTest.resource("grey12-defaults.j2k");
        int comment = 0;
        while (whole[comment] != (byte) 0xff || whole[comment + 1] != 0x64) {
            comment++;
        }
        byte[] packed = whole.clone();
        packed[comment + 1] = 0x60;
        byte[] later = whole.clone();
        later[comment + 1] = 0x50;
        assertTrue(refusal(packed).contains("packet headers"), refusal(packed));
        assertTrue(refusal(later).contains("high throughput"), refusal(later));
    }

    private static String refusal(byte[] stream) {
        return assertThrows(Jpeg2000Exception.class, () -> new Jpeg2000Image(stream)).getMessage();
    }
}
