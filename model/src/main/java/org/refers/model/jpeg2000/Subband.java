package org.refers.model.jpeg2000;

/**
 * The coefficients of one direction of detail at one resolution.
 *
 * @param area its own coordinates
 * @param right 1 if it holds the horizontal detail, else 0
 * @param down 1 if it holds the vertical detail, else 0
 * @param left column of its first coefficient in the component's plane
 * @param top row of its first coefficient there
 * @param bitPlanes of its magnitudes, 0 to 37, with those of a region of interest
 * @param regionShift by how many bits a region of interest stands above the rest, or 0
 * @param step what a coefficient of 1 stands for; 1 where the wavelet is reversible
 */
record Subband(Area area, int right, int down, int left, int top, int bitPlanes, int regionShift, float step) {
}
