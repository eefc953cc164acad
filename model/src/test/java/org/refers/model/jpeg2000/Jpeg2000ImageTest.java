package org.refers.model.jpeg2000;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Streams of another encoder, in all the ways of coding that the standard knows. */
class Jpeg2000ImageTest {

    private static final int COLUMNS = 67;
    private static final int ROWS = 45;

    static byte[] resource(String name) throws IOException {
        try (InputStream in = Jpeg2000ImageTest.class.getResourceAsStream(name)) {
            assertTrue(in != null, name);
            return in.readAllBytes();
        }
    }

    /** The picture that was coded: a curve, some noise and a bright square. */
    private static short[] picture(int components, int bits) {
        short[] values = new short[COLUMNS * ROWS * components];
        long top = (1L << bits) - 1;
        for (int i = 0; i < values.length; i++) {
            long x = i / components % COLUMNS;
            long y = i / components / COLUMNS;
            long k = i % components;
            long curve = (x * x * 3 + y * y * 5 + x * y * 7 * (k + 1)) * top / (70 * COLUMNS * ROWS);
            long noise = (x * 7919 + y * 104_729 + k * 31) % 97 * top / 2000;
            boolean square = x >= 20 && x < 30 && y >= 15 && y < 25;
            values[i] = (short) (square ? top : Math.min(top, curve + noise));
        }
        return values;
    }

    private static short[] decode(byte[] stream) throws Jpeg2000Exception {
        return new Jpeg2000Image(stream).decode(_ -> true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"grey12-defaults", "grey12-bypass", "grey12-causal-reset", "grey12-terminate",
        "grey12-symbols", "grey16-modes", "grey12-layers-rlcp", "grey12-rpcl-precincts", "grey12-pcrl-tiles",
        "rgb8-cprl", "rgb8-order-changes", "rgb8-unmixed", "rgb8-parts", "grey12-region"})
    void reversibleStreamsAreExact(String name) throws Exception {
        Jpeg2000Image image = new Jpeg2000Image(resource(name + ".j2k"));
        int components = name.startsWith("rgb") ? 3 : 1;
        int bits = Integer.parseInt(name.replaceAll("\\D+(\\d+)-.*", "$1"));
        assertEquals(COLUMNS, image.columns());
        assertEquals(ROWS, image.rows());
        assertEquals(components, image.components());
        assertArrayEquals(picture(components, bits), image.decode(_ -> true));
    }

    /** Real numbers are computed in another order there: a level may be rounded the other way. */
    @ParameterizedTest
    @ValueSource(strings = {"grey12-irreversible", "rgb8-irreversible"})
    void irreversibleStreamsAreAsTheOtherDecoderHasThem(String name) throws Exception {
        byte[] other = resource(name + ".raw");
        short[] decoded = decode(resource(name + ".j2k"));
        int components = name.startsWith("rgb") ? 3 : 1;
        int bytes = name.startsWith("rgb") ? 1 : 2;
        int pixels = COLUMNS * ROWS;
        for (int i = 0; i < decoded.length; i++) {
            int at = (i % components * pixels + i / components) * bytes;
            int expected = bytes == 1 ? other[at] & 0xff : other[at] & 0xff | (other[at + 1] & 0xff) << 8;
            assertEquals(expected, decoded[i], 1, "at " + i);
        }
    }

    @Test
    void anEncoderMayLeaveTheLastLayersOutButAStreamMayNotBeCutOff() throws Exception {
        byte[] whole = resource("grey12-layers-rlcp.j2k");
        for (int length = whole.length - 3; length > 0; length -= 97) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThrows(Jpeg2000Exception.class, () -> decode(cut), "cut to " + length);
        }
        byte[] fewerLayers = resource("grey12-defaults.j2k");
        int style = 0;
        while (fewerLayers[style] != (byte) 0xff || fewerLayers[style + 1] != 0x52) {
            style++;
        }
        assertEquals(1, fewerLayers[style + 7]);
        fewerLayers[style + 7] = 3;
        assertArrayEquals(picture(1, 12), decode(fewerLayers));
    }

    @Test
    void progressGoesFromNothingToAllAndEndsWhereNobodyWaits() throws Exception {
        byte[] stream = resource("grey12-terminate.j2k");
        List<Double> shares = new ArrayList<>();
        new Jpeg2000Image(stream).decode(shares::add);
        assertTrue(shares.size() > 20, () -> shares.size() + " times");
        assertEquals(shares.stream().sorted().distinct().toList(), shares);
        assertTrue(shares.getFirst() < 0.05 && shares.getLast() > 0.8 && shares.getLast() <= 1, shares::toString);
        AtomicInteger asked = new AtomicInteger();
        Jpeg2000Image image = new Jpeg2000Image(stream);
        assertThrows(CancellationException.class, () -> image.decode(share -> asked.incrementAndGet() < 3));
        assertEquals(3, asked.get(), "not asked again");
    }
}
