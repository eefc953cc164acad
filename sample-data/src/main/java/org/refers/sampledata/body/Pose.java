package org.refers.sampledata.body;

/**
 * How the patient stood on the day, and what disease does to the chest's shape.
 *
 * @param inspiration 0.86 (poor) to 1 (full) of the lungs' height
 * @param rotation how far the breastbone lies left of the spine, cm
 * @param lean tangent of the tilt in the picture
 * @param magnification of the heart, above 1 in AP views, where it lies far from the detector
 * @param arms 0 (down at the sides) to 1 (hands on the hips, shoulder blades out of the way)
 */
public record Pose(double inspiration, double rotation, double lean, double magnification, double arms) {
}
