package org.refers.training.data;

import java.util.List;
import org.refers.training.data.PictureTransform.Grey;

/**
 * Turns cached pictures into the network's input values.
 *
 * @param inputSize S, side of the input in pixels
 * @param scale from grey levels to input values
 * @param evaluation the part of the picture that is the input where nothing is drawn
 * @param subtracted the mean picture that the network will subtract; changes of contrast turn about it
 */
public record PictureInput(int inputSize, GreyScale scale, PictureTransform evaluation, MeanPicture subtracted) {

    /** The input of a network that subtracts no mean picture, or whose mean picture is not known yet. */
    public PictureInput(int inputSize, GreyScale scale, PictureTransform evaluation) {
        this(inputSize, scale, evaluation, MeanPicture.NONE);
    }

    /** The same input for a network that subtracts a mean picture. */
    public PictureInput around(MeanPicture mean) {
        return new PictureInput(inputSize, scale, evaluation, mean);
    }

    /** Values of one input: channels times S times S. */
    public int values() {
        return scale.channels() * inputSize * inputSize;
    }

    /** Writes the input of one picture. */
    public void write(Picture picture, PictureTransform transform, float[] target, int offset) {
        float[] grey = new float[inputSize * inputSize];
        transform.apply(picture, inputSize, grey, 0);
        scale.write(grey, transform.grey(), subtracted, target, offset);
    }

    /** The inputs of pictures as evaluation sees them, one after the other: (I, C, S, S). */
    public float[] evaluationInput(List<Picture> pictures) {
        float[] target = new float[Math.multiplyExact(pictures.size(), values())];
        for (int i = 0; i < pictures.size(); i++) {
            write(pictures.get(i), evaluation.with(Grey.NONE), target, i * values());
        }
        return target;
    }

    /** The mean input of radiographs, (C, S, S). */
    public float[] mean(PictureSet pictures, List<String> ids) {
        double[] sum = new double[values()];
        float[] one = new float[values()];
        for (String id : ids) {
            write(pictures.get(id), evaluation, one, 0);
            for (int i = 0; i < sum.length; i++) {
                sum[i] += one[i];
            }
        }
        float[] mean = new float[sum.length];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = (float) (sum[i] / Math.max(1, ids.size()));
        }
        return mean;
    }
}
