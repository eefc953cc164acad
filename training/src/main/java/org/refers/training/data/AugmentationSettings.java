package org.refers.training.data;

/**
 * How pictures are changed in training. All chances and amounts are the recipe's.
 *
 * @param inputSize side of the network's input in pixels
 * @param pictureSize side of the cached picture in pixels
 * @param crop how the input is cut from the picture
 * @param cropArea smallest share of the picture's area that {@link Crop#RESIZED} takes
 * @param flip chance of mirroring a study
 * @param rotation largest turn either way, degrees
 * @param jitter brightness and contrast factors lie from 1 - jitter to 1 + jitter
 * @param jitterChance share of pictures that are jittered
 */
public record AugmentationSettings(int inputSize, int pictureSize, Crop crop, double cropArea, double flip,
        double rotation, double jitter, double jitterChance) {

    /** How the input is cut from the cached picture. */
    public enum Crop {
        /** The full field. */
        NONE,
        /** A window of the input's size at a random place, as the paper. */
        RANDOM,
        /** A window of random area and aspect, brought to the input's size, as the released code. */
        RESIZED
    }

    /** No change at all. */
    public static AugmentationSettings none(int inputSize, int pictureSize) {
        return new AugmentationSettings(inputSize, pictureSize, Crop.NONE, 1, 0, 0, 0, 0);
    }
}
