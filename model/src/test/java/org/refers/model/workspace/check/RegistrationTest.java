package org.refers.model.workspace.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** How two pictures are laid over each other. */
class RegistrationTest {

    private static final PaintedChests CHESTS = new PaintedChests(Film.SIDE, Film.SIDE);

    private static Film film(byte[] grey) {
        return new Film(GreySquare.ofBytes(Film.SIDE, grey), Film.SIDE);
    }

    private static double likeness(byte[] one, byte[] other) {
        return Registration.likeness(film(one), film(other), Affine.ofEdges(0, 1, 0, 1), Film.SIDE);
    }

    /** A map is found again from places it maps, though one in four lies elsewhere. */
    @Test
    void theMapOfMostBlocksIsFound() {
        Affine map = new Affine(new double[]{0.02, 0.97, 0.01}, new double[]{-0.01, 0.015, 1.02});
        Random random = new Random(3);
        List<Affine.Match> matches = new ArrayList<>();
        for (int i = 0; i < 36; i++) {
            double row = random.nextDouble();
            double column = random.nextDouble();
            double off = i % 4 == 0 ? 0.02 * random.nextGaussian() : 0;
            matches.add(new Affine.Match(row, column, map.row(row, column) + off, map.column(row, column) - off,
                    i % 4 == 0 ? 0.4 : 0.9));
        }
        Affine found = Affine.fitted(matches, 1.0 / 256);
        // A fifth of a pixel of 256.
        assertArrayEquals(map.down(), found.down(), 8e-4);
        assertArrayEquals(map.across(), found.across(), 8e-4);
    }

    @Test
    void aPictureIsItselfAndNotAnother() {
        assertEquals(1, likeness(CHESTS.of(1), CHESTS.of(1)), 1e-6);
        assertTrue(likeness(CHESTS.of(1), CHESTS.of(2)) < 0.5);
    }

    /** Turned by one degree and a little smaller, as a film that was photographed; with another curve; with a bar of light. */
    @Test
    void aPictureTakenAskewAndChangedIsTheSame() {
        byte[] grey = CHESTS.of(1);
        GreySquare square = GreySquare.ofBytes(Film.SIDE, grey);
        double turn = Math.toRadians(1);
        float[] turned = new float[grey.length];
        for (int row = 0; row < Film.SIDE; row++) {
            for (int column = 0; column < Film.SIDE; column++) {
                double y = (row - 128) * 0.985;
                double x = (column - 128) * 0.985;
                double value = square.at(128 + Math.cos(turn) * x - Math.sin(turn) * y,
                        128 + Math.sin(turn) * x + Math.cos(turn) * y);
                turned[row * Film.SIDE + column] = (float) Math.pow(value, 1.3);
            }
        }
        for (int row = 90; row < 96; row++) {
            for (int column = 60; column < 110; column++) {
                turned[row * Film.SIDE + column] = 1;
            }
        }
        double found = likeness(grey, new GreySquare(Film.SIDE, turned).toBytes());
        assertTrue(found > CheckStore.LIKENESS + 0.1, "found " + found);
    }

    @Test
    void aPictureWithoutDetailIsLikeNone() {
        byte[] blank = new byte[Film.SIDE * Film.SIDE];
        assertEquals(0, likeness(blank, CHESTS.of(1)));
        assertEquals(-1, likeness(CHESTS.of(1), blank));
    }
}
