package org.refers.model.finding;

/**
 * The evidence for one finding over the patches of a radiograph, with the radiograph's area that they cover.
 *
 * @param finding name of the finding
 * @param kind how the map was made
 * @param grid patches a side, n
 * @param values raw map, n x n, row after row, of any scale and sign; handed over, not copied
 * @param geometry where the network's input lies in the radiograph
 * @param rows height of the radiograph in pixels
 * @param columns width of the radiograph in pixels
 */
public record ActivationMap(String finding, MapKind kind, int grid, float[] values, InputGeometry geometry, int rows,
        int columns) {

    /** Creates a map; sizes are checked and all values must be finite. */
    public ActivationMap {
        if (grid < 1 || values.length != (long) grid * grid || rows < 1 || columns < 1) {
            throw new IllegalArgumentException("a map of " + grid + " x " + grid + " patches with " + values.length
                    + " values for " + rows + " x " + columns + " pixels");
        }
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw new IllegalArgumentException("the map of " + finding + " holds a value that is not finite");
            }
        }
    }

    /** The map from 0 to 1 by its own least and greatest value; a constant map is 0 everywhere. */
    public float[] normalized() {
        float least = Float.POSITIVE_INFINITY;
        float greatest = Float.NEGATIVE_INFINITY;
        for (float value : values) {
            least = Math.min(least, value);
            greatest = Math.max(greatest, value);
        }
        float[] normalized = new float[values.length];
        double range = (double) greatest - least;
        if (range > 0) {
            for (int i = 0; i < values.length; i++) {
                normalized[i] = (float) (((double) values[i] - least) / range);
            }
        }
        return normalized;
    }

    /** The map over the radiograph's own pixels. */
    public MapSurface surface() {
        return new MapSurface(this);
    }
}
