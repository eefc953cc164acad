package org.refers.training.data;

import java.util.List;
import org.refers.training.data.PictureTransform.Grey;

/**
 * How grey levels from 0 to 1 become the network's input values, one plane a channel.
 *
 * @param standardise whether each picture is brought to mean 0 and deviation 1 by itself; else the statistics below
 * @param mean mean of each channel
 * @param deviation deviation of each channel, above 0
 */
public record GreyScale(boolean standardise, List<Double> mean, List<Double> deviation) {

    /** A picture flatter than this has nothing to show; it becomes all 0. */
    private static final double FLAT = 1e-6;

    /** Creates a scale; both lists have one entry a channel. */
    public GreyScale {
        mean = List.copyOf(mean);
        deviation = List.copyOf(deviation);
        if (mean.isEmpty() || mean.size() != deviation.size()) {
            throw new IllegalArgumentException("statistics of " + mean.size() + " and " + deviation.size()
                    + " channels");
        }
    }

    /** C, number of channels. */
    public int channels() {
        return mean.size();
    }

    /**
     * Writes the channels of one picture.
     *
     * @param grey levels from 0 to 1; changed in place
     * @param change brightness and contrast. With fixed statistics they act on the levels, clipped to 0 to 1. A picture
     *     that is standardised would undo them, so there they act after it, on what differs from the mean picture:
     *     contrast as a factor, brightness as a shift
     * @param mean the mean picture that the network will subtract
     * @param target receives {@code channels * grey.length} values
     * @param offset first index in {@code target}
     */
    public void write(float[] grey, Grey change, MeanPicture mean, float[] target, int offset) {
        if (standardise) {
            standardise(grey);
            shift(grey, change, mean);
        } else if (!change.equals(Grey.NONE)) {
            changeLevels(grey, change);
        }
        for (int channel = 0; channel < channels(); channel++) {
            float subtract = standardise ? 0 : this.mean.get(channel).floatValue();
            float divide = standardise ? 1 : deviation.get(channel).floatValue();
            int start = offset + channel * grey.length;
            for (int i = 0; i < grey.length; i++) {
                target[start + i] = (grey[i] - subtract) / divide;
            }
        }
    }

    private static void shift(float[] grey, Grey change, MeanPicture mean) {
        if (!change.equals(Grey.NONE)) {
            for (int i = 0; i < grey.length; i++) {
                double middle = mean.at(i);
                grey[i] = (float) (middle + (grey[i] - middle) * change.contrast() + change.brightness() - 1);
            }
        }
    }

    private static void changeLevels(float[] grey, Grey change) {
        double mean = 0;
        for (int i = 0; i < grey.length; i++) {
            grey[i] = (float) Math.clamp(grey[i] * change.brightness(), 0, 1);
            mean += grey[i];
        }
        mean /= grey.length;
        for (int i = 0; i < grey.length; i++) {
            grey[i] = (float) Math.clamp((grey[i] - mean) * change.contrast() + mean, 0, 1);
        }
    }

    private static void standardise(float[] grey) {
        double mean = 0;
        double square = 0;
        for (float value : grey) {
            mean += value;
            square += (double) value * value;
        }
        mean /= grey.length;
        double deviation = Math.sqrt(Math.max(0, square / grey.length - mean * mean));
        for (int i = 0; i < grey.length; i++) {
            grey[i] = deviation < FLAT ? 0 : (float) ((grey[i] - mean) / deviation);
        }
    }
}
