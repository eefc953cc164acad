package org.refers.viewer.overlay;

import org.junit.jupiter.api.Test;
import org.refers.model.finding.Box;
import org.refers.viewer.image.Viewport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class InputLayerTest {

    private static final int BLACK = 0xff000000;
    private static final int WHITE = 0xffffffff;
    private static final int GREY = 0xff404040;

    /** Two by two pixels of the network on four by four of the radiograph, one more of which is not given to it on each side. */
    @Test
    void eachPixelOfTheNetworkIsASquareAndTheRestIsBlack() {
        InputPicture picture = new InputPicture(2, new byte[]{(byte) 255, 0x40, 0x40, 0}, new Box(1, 1, 4, 4));
        int[] frame = new int[36];
        InputLayer.paint(picture, new Viewport(1, 0, 0), 6, 6, frame);
        assertArrayEquals(new int[]{BLACK, BLACK, BLACK, BLACK, BLACK, BLACK,
            BLACK, WHITE, WHITE, GREY, GREY, BLACK,
            BLACK, WHITE, WHITE, GREY, GREY, BLACK,
            BLACK, GREY, GREY, BLACK, BLACK, BLACK,
            BLACK, GREY, GREY, BLACK, BLACK, BLACK,
            BLACK, BLACK, BLACK, BLACK, BLACK, BLACK}, frame);
    }

    @Test
    void aPictureThatIsNotSquareIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new InputPicture(2, new byte[3], new Box(0, 0, 1, 1)));
    }
}
