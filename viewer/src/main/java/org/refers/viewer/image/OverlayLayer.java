package org.refers.viewer.image;

import javafx.scene.Node;

/** Something drawn over a radiograph that follows its zoom and pan. */
public interface OverlayLayer {

    /** What is put over the radiograph; it lies at the view's top left corner and takes no mouse events. */
    Node node();

    /**
     * Draws for a new zoom, pan or size.
     *
     * @param viewport where the radiograph lies, in logical pixels
     * @param width view's width in logical pixels
     * @param height view's height in logical pixels
     * @param devicePixels device pixels to a logical pixel
     */
    void place(Viewport viewport, int width, int height, double devicePixels);

    /** Hands the layer what to call when it must be placed again because its content changed. */
    void onChange(Runnable redraw);
}
