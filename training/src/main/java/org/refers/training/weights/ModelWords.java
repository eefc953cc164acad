package org.refers.training.weights;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.refers.model.network.NetworkConfig;
import org.refers.model.network.PixelConfig;
import org.refers.model.network.RadiographConfig;
import org.refers.model.network.Size;
import org.refers.training.predict.ClassifierFile;
import org.refers.training.predict.Preprocessing.EvaluationCrop;

/** What a model is, in words for people. */
public final class ModelWords {

    /** Stands for a size that is none of the named ones. */
    public static final String OTHER = "other";

    /** Vocabularies do not make a size. */
    private static final int ANY_WORDS = 1000;

    private ModelWords() {
    }

    /** The name of the size whose radiograph transformer this is; {@link #OTHER} if it is none of them. */
    public static String size(NetworkConfig config) {
        return Arrays.stream(Size.values())
                .filter(size -> sizes(NetworkConfig.of(config.preset(), size, ANY_WORDS, ANY_WORDS))
                        .equals(sizes(config)))
                .findFirst()
                .map(size -> size.name().toLowerCase(Locale.ROOT)).orElse(OTHER);
    }

    private static List<Integer> sizes(NetworkConfig config) {
        RadiographConfig sizes = config.radiograph();
        return List.of(sizes.imageSize(), sizes.patchSize(), sizes.channels(), sizes.width(), sizes.depth(),
                sizes.heads(), sizes.mlpWidth());
    }

    /** How a displayed picture becomes a classifier's input. */
    static String preprocessing(ClassifierFile model) {
        int picture = model.preprocessing().pictureSize();
        int input = model.config().radiograph().imageSize();
        return "The whole picture, whatever its proportions, is reduced or enlarged to %d x %d by a triangle filter that widens"
                .formatted(picture, picture)
                + " with the reduction (Pillow's BILINEAR, in floats), across and then down, and rounded to 256 levels; "
                + field(model, picture, input) + " " + scale(model.config().pixels());
    }

    private static String field(ClassifierFile model, int picture, int input) {
        if (picture == input) {
            return "the full field is the input.";
        }
        return model.preprocessing().evaluationCrop() == EvaluationCrop.CENTER && picture > input
                ? "its centre of %d x %d is the input.".formatted(input, input)
                : "it is brought to the input of %d x %d by the four nearest pixels.".formatted(input, input);
    }

    private static String scale(PixelConfig pixels) {
        String planes = pixels.mean().size() == 1 ? "" : ", the same on all %d planes".formatted(pixels.mean().size());
        String scale = pixels.standardize()
                ? "Each picture is brought to mean 0 and deviation 1 by itself" + planes + "."
                : "From grey of 0 to 1, the mean %s is taken away and the rest divided by %s, a value a plane."
                        .formatted(list(pixels.mean()), list(pixels.deviation()));
        return scale + (pixels.meanImage() ? " Then the mean training picture is taken away." : "");
    }

    private static String list(List<Double> values) {
        return values.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
