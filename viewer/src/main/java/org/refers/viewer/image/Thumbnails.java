package org.refers.viewer.image;

import org.refers.model.study.Radiograph;

/** Makes small pictures of radiographs. Needs no toolkit, so it runs on any thread. */
public final class Thumbnails {

    private Thumbnails() {
    }

    /**
     * Draws a radiograph small, whole, in its first window, on black.
     *
     * @return opaque ARGB, {@code side * side} of them
     */
    public static int[] render(Radiograph radiograph, int side) {
        int[] frame = new int[side * side];
        Viewport whole = Viewport.fit(radiograph.columns(), radiograph.rows(), side, side);
        Display display = Windows.displays(radiograph).getFirst();
        new RadiographRenderer().render(radiograph, display, whole, side, side, frame);
        return frame;
    }
}
