package org.refers.training.data;

import java.util.Arrays;

/**
 * The mean training picture that a network subtracts from its input. A change of contrast turns about it: about zero it
 * would add a share of the mean picture itself, a pattern stronger than any finding, to every training picture.
 */
public final class MeanPicture {

    /** For networks that subtract none: contrast turns about the mean of each picture, which standardising puts at 0. */
    public static final MeanPicture NONE = new MeanPicture(new float[0]);

    private final float[] values;

    private MeanPicture(float[] values) {
        this.values = values;
    }

    /**
     * A mean picture.
     *
     * @param values (C, S, S) in units of the network's input. The channels of a standardised picture are alike, so the first
     *     one speaks for all
     */
    public static MeanPicture of(float[] values) {
        return new MeanPicture(values.clone());
    }

    /**
     * The first channel.
     *
     * @param pixels its length
     * @return (S * S), or one 0 without a mean picture
     */
    public float[] plane(int pixels) {
        return values.length == 0 ? new float[1] : Arrays.copyOf(values, pixels);
    }

    /** The value at a pixel of the first channel; 0 without a mean picture. */
    double at(int pixel) {
        return values.length == 0 ? 0 : values[pixel];
    }
}
