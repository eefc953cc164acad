package org.refers.viewer.image;

import javafx.scene.Node;

/** Something drawn over a radiograph that follows its zoom and pan. */
public interface OverlayLayer {

    /** What is put over the radiograph; it lies at the view's top left corner and takes no mouse events. */
    Node node();

    /** Draws for a new zoom, pan, turn or size. */
    void place(Placement placement);

    /** Hands the layer what to call when it must be placed again because its content changed. */
    void onChange(Runnable redraw);
}
