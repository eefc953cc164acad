package org.refers.model.finding;

/**
 * A map's highest pixel.
 *
 * @param row row of the radiograph, from 0
 * @param column column of the radiograph, from 0
 * @param value the map there, 0 to 1
 */
public record Peak(int row, int column, double value) {

    /** Whether the pixel's centre lies in a box. */
    public boolean isIn(Box box) {
        return box.contains(column + 0.5, row + 0.5);
    }
}
