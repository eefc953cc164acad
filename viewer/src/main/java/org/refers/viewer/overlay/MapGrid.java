package org.refers.viewer.overlay;

import org.refers.model.finding.Box;

/**
 * An activation map as it is drawn: a grid of confidences over an area of the radiograph.
 *
 * @param rows rows of the grid
 * @param columns columns of the grid
 * @param values row after row, 0 to 1; handed over, not copied
 * @param area what the grid covers, in the radiograph's pixels
 */
public record MapGrid(int rows, int columns, float[] values, Box area) {

    /** Creates a grid; the number of values must fit. */
    public MapGrid {
        if (rows < 1 || columns < 1 || (long) rows * columns != values.length) {
            throw new IllegalArgumentException(rows + " x " + columns + " cells, but " + values.length + " values");
        }
    }
}
