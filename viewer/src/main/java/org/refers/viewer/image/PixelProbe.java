package org.refers.viewer.image;

/**
 * The pixel under the pointer.
 *
 * @param column from 0
 * @param row from 0
 * @param value after the modality transform
 */
public record PixelProbe(int column, int row, double value) {
}
