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
 * @param place where the pictures of training are changed
 */
public record PictureInput(int inputSize, GreyScale scale, PictureTransform evaluation, MeanPicture subtracted,
        Place place) {

    /** Where pictures are changed. */
    public enum Place {
        /** By the threads that make batches ahead of the step. */
        HOST,
        /** Where the network computes: a batch travels as bytes. */
        DEVICE
    }

    /** The input of a network that subtracts no mean picture, or whose mean picture is not known yet. */
    public PictureInput(int inputSize, GreyScale scale, PictureTransform evaluation) {
        this(inputSize, scale, evaluation, MeanPicture.NONE, Place.HOST);
    }

    /** The same input for a network that subtracts a mean picture. */
    public PictureInput around(MeanPicture mean) {
        return new PictureInput(inputSize, scale, evaluation, mean, place);
    }

    /** The same input, with the pictures of training changed elsewhere. */
    public PictureInput at(Place other) {
        return new PictureInput(inputSize, scale, evaluation, subtracted, other);
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

    /** The pictures of a training batch with their changes. */
    public InputPictures drawn(List<Picture> pictures, List<PictureTransform> transforms) {
        if (place == Place.DEVICE && !pictures.isEmpty()) {
            return raw(pictures, transforms);
        }
        float[] values = new float[Math.multiplyExact(pictures.size(), values())];
        for (int i = 0; i < pictures.size(); i++) {
            write(pictures.get(i), transforms.get(i), values, i * values());
        }
        return new InputPictures.Ready(pictures.size(), values);
    }

    private InputPictures raw(List<Picture> pictures, List<PictureTransform> transforms) {
        int side = pictures.getFirst().side();
        byte[] grey = new byte[Math.multiplyExact(pictures.size(), side * side)];
        float[] maps = new float[pictures.size() * 6];
        float[] changes = new float[pictures.size() * 2];
        for (int i = 0; i < pictures.size(); i++) {
            System.arraycopy(pictures.get(i).grey(), 0, grey, i * side * side, side * side);
            System.arraycopy(transforms.get(i).acrossFields(side, inputSize), 0, maps, i * 6, 6);
            changes[i * 2] = (float) transforms.get(i).grey().brightness();
            changes[i * 2 + 1] = (float) transforms.get(i).grey().contrast();
        }
        return new InputPictures.Raw(pictures.size(), side, grey, maps, changes, this);
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
