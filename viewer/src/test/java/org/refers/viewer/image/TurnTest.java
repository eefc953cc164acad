package org.refers.viewer.image;

import javafx.geometry.Point2D;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

class TurnTest {

    /** Three across and two down: the smallest frame on which all eight turns differ. */
    private static int[] turned(Turn turn) {
        int[] screen = new int[6];
        turn.apply(new int[]{1, 2, 3, 4, 5, 6}, screen, turn.isAcross() ? 2 : 3, turn.isAcross() ? 3 : 2);
        return screen;
    }

    @Test
    void eachTurnLaysThePixelsAsItsNameSays() {
        assertArrayEquals(new int[]{1, 2, 3, 4, 5, 6}, turned(Turn.NONE));
        assertArrayEquals(new int[]{4, 1, 5, 2, 6, 3}, turned(Turn.NONE.rotated(1)));
        assertArrayEquals(new int[]{6, 5, 4, 3, 2, 1}, turned(Turn.NONE.rotated(2)));
        assertArrayEquals(new int[]{3, 6, 2, 5, 1, 4}, turned(Turn.NONE.rotated(-1)));
        assertArrayEquals(new int[]{3, 2, 1, 6, 5, 4}, turned(Turn.NONE.flippedAcross()));
        assertArrayEquals(new int[]{4, 5, 6, 1, 2, 3}, turned(Turn.NONE.flippedDown()));
        assertArrayEquals(new int[]{1, 4, 2, 5, 3, 6}, turned(Turn.NONE.rotated(1).flippedAcross()),
                "what is on the screen is flipped, however it is turned");
    }

    @Property(tries = 200)
    void screenAndUprightAgree(@ForAll @IntRange(min = 0, max = 3) int quarters, @ForAll boolean mirrored,
            @ForAll @IntRange(max = 500) int x, @ForAll @IntRange(max = 500) int y) {
        Turn turn = new Turn(quarters, mirrored);
        Point2D upright = turn.toUpright(x, y, 640, 480);
        assertEquals(new Point2D(x, y), turn.toScreen(upright.getX(), upright.getY(), 640, 480));
        Point2D moved = turn.toUpright(x + 7, y - 3, 640, 480).subtract(upright);
        assertEquals(moved, turn.movement(7, -3));
    }

    @Property(tries = 50)
    void twoFlipsAndFourQuartersAreNothing(@ForAll @IntRange(min = 0, max = 3) int quarters, @ForAll boolean mirrored) {
        Turn turn = new Turn(quarters, mirrored);
        assertEquals(turn, turn.flippedAcross().flippedAcross());
        assertEquals(turn, turn.flippedDown().flippedDown());
        assertEquals(turn, turn.rotated(5).rotated(-1));
        assertEquals(turn.rotated(2), turn.flippedAcross().flippedDown());
    }
}
