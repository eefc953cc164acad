package org.refers.training.data;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.refers.model.finding.Box;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class PictureTransformTest {

    private static final double EXACT = 1e-9;
    /** One grey level of 255 holds this much. */
    private static final float GREY_LEVEL = 1 / 255f;

    @Test
    void theFullFieldOfTheSameSizeIsThePicture() {
        float[] input = run(PictureTransform.fullField(4, 4), ramp(4), 4);

        for (int i = 0; i < 16; i++) {
            assertEquals(i * GREY_LEVEL, input[i], 1e-7);
        }
    }

    @Test
    void mirroringSwapsColumnsAndMovesBoxes() {
        PictureTransform mirrored = PictureTransform.fullField(4, 4).mirrored(4);
        float[] input = run(mirrored, ramp(4), 4);

        for (int row = 0; row < 4; row++) {
            for (int column = 0; column < 4; column++) {
                assertEquals((row * 4 + 3 - column) * GREY_LEVEL, input[row * 4 + column], 1e-6);
            }
        }
        assertEquals(new Box(2, 1, 1, 2), mirrored.toInput(new Box(1, 1, 1, 2)));
        assertEquals(new Box(1, 1, 1, 2), mirrored.mirrored(4).toInput(new Box(1, 1, 1, 2)));
    }

    @Test
    void aQuarterTurnMovesRowsIntoColumns() {
        PictureTransform turned = PictureTransform.fullField(4, 4).turned(90, 4);
        float[] input = run(turned, ramp(4), 4);

        // Counter-clockwise: the picture's right column becomes the input's top row.
        for (int column = 0; column < 4; column++) {
            assertEquals((column * 4 + 3) * GREY_LEVEL, input[column], 1e-6);
        }
        Box box = turned.toInput(new Box(3, 0, 1, 2));
        assertEquals(0, box.x(), EXACT);
        assertEquals(0, box.y(), EXACT);
        assertEquals(2, box.width(), EXACT);
        assertEquals(1, box.height(), EXACT);
    }

    @Test
    void aWindowEnlargesItsPart() {
        PictureTransform window = PictureTransform.window(1, 1, 2, 2, 4);

        assertEquals(new Box(0, 0, 4, 4), window.toInput(new Box(1, 1, 2, 2)));
        assertEquals(5 * GREY_LEVEL, run(PictureTransform.window(1, 1, 2, 2, 2), ramp(4), 2)[0], 1e-6);
    }

    @Test
    void beyondThePictureThereIsBlack() {
        float[] input = run(PictureTransform.window(-4, 0, 4, 4, 4), ramp(4), 4);

        assertArrayEquals(new float[16], input);
    }

    /** A bright spot and the box around it go the same way, whatever the turn and flip. */
    @Property(tries = 100)
    void theBoxFollowsThePicture(@ForAll @DoubleRange(min = -30, max = 30) double degrees, @ForAll boolean flip) {
        byte[] grey = new byte[32 * 32];
        for (int row = 10; row < 14; row++) {
            for (int column = 18; column < 22; column++) {
                grey[row * 32 + column] = (byte) 255;
            }
        }
        PictureTransform transform = PictureTransform.window(1.5, 0.5, 29, 30, 32).turned(degrees, 32);
        transform = flip ? transform.mirrored(32) : transform;
        Box box = transform.toInput(new Box(18, 10, 4, 4));
        float[] input = run(transform, new Picture(32, grey), 32);

        double centreX = 0;
        double centreY = 0;
        double sum = 0;
        for (int i = 0; i < input.length; i++) {
            centreX += input[i] * (i % 32 + 0.5);
            centreY += input[i] * (Math.floorDiv(i, 32) + 0.5);
            sum += input[i];
        }
        assertEquals(centreX / sum, box.x() + box.width() / 2, 0.1);
        assertEquals(centreY / sum, box.y() + box.height() / 2, 0.1);
        assertTrue(box.width() >= 4 && box.width() < 7);
    }

    private static Picture ramp(int side) {
        byte[] grey = new byte[side * side];
        for (int i = 0; i < grey.length; i++) {
            grey[i] = (byte) i;
        }
        return new Picture(side, grey);
    }

    private static float[] run(PictureTransform transform, Picture picture, int input) {
        float[] target = new float[input * input];
        transform.apply(picture, input, target, 0);
        return target;
    }
}
