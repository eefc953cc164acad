package org.refers.model.finding;

/**
 * Where a network's square input lies in a radiograph: {@code x = left + u * across}, {@code y = top + v * down}, with
 * (u, v) in pixels of the input and (x, y) in the radiograph's own pixels, both from the outer corner of the top left
 * pixel. The aspect is not kept, as in the paper, so the two scales differ.
 *
 * @param inputSize side of the input in pixels
 * @param left radiograph column of the input's left edge
 * @param top radiograph row of the input's top edge
 * @param across radiograph columns an input pixel covers, above 0
 * @param down radiograph rows an input pixel covers, above 0
 */
public record InputGeometry(int inputSize, double left, double top, double across, double down) {

    /** Creates a geometry; sizes and scales must be positive. */
    public InputGeometry {
        if (inputSize < 1 || !(across > 0) || !(down > 0) || !Double.isFinite(left + top + across + down)) {
            throw new IllegalArgumentException(
                    "no geometry: %d, %f, %f, %f, %f".formatted(inputSize, left, top, across, down));
        }
    }

    /** The whole radiograph as the input. */
    public static InputGeometry fullField(int rows, int columns, int inputSize) {
        return new InputGeometry(inputSize, 0, 0, (double) columns / inputSize, (double) rows / inputSize);
    }

    /**
     * The middle of a radiograph that was first brought to a square.
     *
     * @param pictureSize side of that square, at least {@code inputSize}; the paper takes 256 with an input of 224
     */
    public static InputGeometry centerCrop(int rows, int columns, int inputSize, int pictureSize) {
        double across = (double) columns / pictureSize;
        double down = (double) rows / pictureSize;
        double margin = (pictureSize - inputSize) / 2.0;
        return new InputGeometry(inputSize, margin * across, margin * down, across, down);
    }

    /** A box of the input in the radiograph's pixels. */
    public Box toRadiograph(Box box) {
        return new Box(left + box.x() * across, top + box.y() * down, box.width() * across, box.height() * down);
    }

    /** A box of the radiograph in the input's pixels; it may reach beyond the input. */
    public Box toInput(Box box) {
        return new Box((box.x() - left) / across, (box.y() - top) / down, box.width() / across,
                box.height() / down);
    }
}
