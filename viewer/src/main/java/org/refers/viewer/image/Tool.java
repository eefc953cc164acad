package org.refers.viewer.image;

/** What dragging with a mouse button does. */
public enum Tool {
    /** Window and level. */
    WINDOW,
    /** Zoom about the point where the drag began. */
    ZOOM,
    /** Moves the picture. */
    PAN,
    /** Window from the values of a region. */
    REGION,
    /** A magnifying glass. */
    MAGNIFIER,
    /** Distance between two points. */
    DISTANCE,
    /** Cardiothoracic ratio: two lines. */
    RATIO,
    /** Boxes of findings, see {@link PointerTool}. */
    BOX,
    /** Nothing. */
    NONE
}
