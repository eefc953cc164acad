package org.refers.sampledata.body;

/**
 * One finding on one side. What the picture shows, the report tells and the readers box all comes from here.
 *
 * @param kind of finding
 * @param form see {@link Form}
 * @param side of the patient; the left for cardiomegaly, where it means nothing
 * @param zone third of the lung; the middle where it means nothing
 * @param place where in the lung, as shares
 * @param size see {@link #size()}
 * @param strength 1 is textbook contrast, below 0.5 is hard to see
 * @param seed of details
 */
public record Lesion(FindingKind kind, Form form, Side side, Zone zone, Place place, double size, double strength,
        long seed) {

    /**
     * Where in a lung.
     *
     * @param across 0 at the mediastinum, 1 at the chest wall
     * @param down 0 at the lung's top, 1 at the dome of the diaphragm
     * @param back -1 at the front wall, 1 at the back wall
     */
    public record Place(double across, double down, double back) {
    }

    /**
     * Size: cm for diameters (nodule, mass), lengths (linear atelectasis), extents (consolidation), widths of the gap
     * (pneumothorax), thickness (pleural thickening) and height of fluid above the angle (effusion); cardiothoracic ratio
     * for cardiomegaly; 0 to 1 for the share of lung of infiltration.
     */
    @Override
    public double size() {
        return size;
    }

    /** The same finding at another contrast. */
    public Lesion withStrength(double other) {
        return new Lesion(kind, form, side, zone, place, size, other, seed);
    }
}
