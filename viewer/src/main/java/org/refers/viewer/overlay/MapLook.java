package org.refers.viewer.overlay;

/**
 * How a map is drawn.
 *
 * @param colours its colours
 * @param opacity alpha of the map's highest value, 0 to 1
 */
public record MapLook(ColourMap colours, double opacity) {
}
