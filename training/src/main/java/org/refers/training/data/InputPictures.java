package org.refers.training.data;

/** The pictures of a batch: ready for the network, or as they are cached together with what shall be made of them. */
public sealed interface InputPictures {

    /** I, the number of pictures. */
    int count();

    /**
     * The input values, where they are ready: those of evaluation always are.
     *
     * @return (I, C, S, S)
     */
    float[] values();

    /**
     * Input values.
     *
     * @param values (I, C, S, S)
     */
    record Ready(int count, float[] values) implements InputPictures {
    }

    /**
     * Cached pictures, a quarter of the bytes or less; the device makes the input of them.
     *
     * @param side P, of the cached pictures
     * @param grey levels, unsigned, (I, P, P)
     * @param maps from a point of the input to one of the picture, both from -1 to 1 across their field, (I, 2, 3)
     * @param changes brightness and contrast, (I, 2)
     * @param input scale and side of the input
     */
    record Raw(int count, int side, byte[] grey, float[] maps, float[] changes,
            PictureInput input) implements InputPictures {

        @Override
        public float[] values() {
            throw new IllegalStateException("these pictures are made on the device");
        }
    }
}
