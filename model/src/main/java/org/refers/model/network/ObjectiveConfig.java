package org.refers.model.network;

/**
 * Weights of the pre-training objective: loss = contrastWeight * (imageToText * L_I-&gt;T + textToImage * L_T-&gt;I) +
 * languageWeight * L_language.
 *
 * @param temperature tau of the contrast, above 0
 * @param imageToText weight of the direction from image to text
 * @param textToImage weight of the other direction
 * @param textToImageGradient whether that other direction is learned from; when not, it only shifts the shown loss
 * @param contrastWeight weight of the contrast; 0 leaves the text encoder out (ablation, captioning only)
 * @param languageWeight weight of the report loss; 0 leaves the report transformer out (ablation, contrast only)
 */
public record ObjectiveConfig(double temperature, double imageToText, double textToImage, boolean textToImageGradient,
        double contrastWeight, double languageWeight) {

    /** Creates the weights. */
    public ObjectiveConfig {
        if (!(temperature > 0) || !Double.isFinite(temperature)) {
            throw new IllegalArgumentException("temperature must be above 0, not " + temperature);
        }
        Checks.notNegative("contrast_image_to_text_weight", imageToText);
        Checks.notNegative("contrast_text_to_image_weight", textToImage);
        Checks.notNegative("contrast_weight", contrastWeight);
        Checks.notNegative("language_weight", languageWeight);
    }
}
