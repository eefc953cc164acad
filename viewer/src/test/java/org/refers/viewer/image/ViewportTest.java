package org.refers.viewer.image;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class ViewportTest {

    @Property(tries = 200)
    void zoomKeepsThePixelUnderThePointer(@ForAll @DoubleRange(min = 0.05, max = 20) double scale,
            @ForAll @DoubleRange(min = 0.2, max = 5) double factor,
            @ForAll @DoubleRange(min = -500, max = 500) double x,
            @ForAll @DoubleRange(min = -500, max = 500) double y) {
        Viewport before = new Viewport(scale, 12.5, -7);
        Viewport after = before.zoomed(factor, x, y);

        assertEquals(before.imageX(x), after.imageX(x), 1e-6 * Math.max(1, Math.abs(before.imageX(x))));
        assertEquals(before.imageY(y), after.imageY(y), 1e-6 * Math.max(1, Math.abs(before.imageY(y))));
    }

    @Property(tries = 200)
    void screenAndImagePositionsAreInverse(@ForAll @DoubleRange(min = 0.05, max = 20) double scale,
            @ForAll @DoubleRange(min = -5000, max = 5000) double x) {
        Viewport viewport = new Viewport(scale, 31, 17);

        assertEquals(x, viewport.imageX(viewport.screenX(x)), 1e-8);
        assertEquals(x, viewport.imageY(viewport.screenY(x)), 1e-8);
    }

    @Test
    void fitTouchesTheNarrowerSideAndCentresTheOther() {
        Viewport fit = Viewport.fit(2000, 1000, 500, 500);

        assertEquals(new Viewport(0.25, 0, 125), fit);
    }

    @Test
    void zoomStopsAtItsLimits() {
        Viewport far = new Viewport(1, 0, 0);
        for (int i = 0; i < 100; i++) {
            far = far.zoomed(0.5, 0, 0);
        }
        assertEquals(0.01, far.scale());
        assertEquals(64, far.zoomed(1e9, 3, 3).scale());
    }

    @Test
    void nonsenseIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Viewport(0, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new Viewport(1, Double.NaN, 0));
    }
}
