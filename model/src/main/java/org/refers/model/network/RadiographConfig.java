package org.refers.model.network;

/**
 * Sizes of the radiograph transformer.
 *
 * @param imageSize side of the square input in pixels
 * @param patchSize side of a patch in pixels; divides the image size
 * @param channels colour planes of the input: 3 where published weights are to fit, 1 for grey
 * @param width D
 * @param depth number of blocks
 * @param heads attention heads; divide the width
 * @param mlpWidth hidden width of a block's perceptron
 * @param position how positions enter
 * @param form activation and normalisation of the blocks
 */
public record RadiographConfig(int imageSize, int patchSize, int channels, int width, int depth, int heads,
        int mlpWidth, PositionMode position, BlockForm form) {

    /** Creates the sizes; they are checked against each other. */
    public RadiographConfig {
        Checks.positive("image_size", imageSize);
        Checks.positive("patch_size", patchSize);
        Checks.positive("channels", channels);
        Checks.layers("depth", depth);
        Checks.positive("mlp_width", mlpWidth);
        Checks.divides("patch_size", patchSize, "image_size", imageSize);
        Checks.divides("heads", heads, "width", width);
    }

    /** Patches along one side. */
    public int grid() {
        return imageSize / patchSize;
    }

    /** N, the number of patches. */
    public int patches() {
        return grid() * grid();
    }

    /** Numbers in a patch. */
    public int patchValues() {
        return channels * patchSize * patchSize;
    }
}
