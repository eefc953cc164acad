package org.refers.training.data;

import java.util.SplittableRandom;
import org.refers.training.data.PictureTransform.Grey;

/**
 * Draws the changes of a training picture: crop, flip, turn, grey, in the order of the paper's section on training.
 * Whether a study is mirrored is drawn once for all its views and its report; the rest is drawn for each view.
 */
public final class Augmentation {

    /** Widest and narrowest window of the released code, width over height: never landscape. */
    private static final double NARROWEST = 0.6;
    private static final double WIDEST = 1;
    private static final int TRIES = 10;

    private final AugmentationSettings settings;

    /** Creates an augmentation. */
    public Augmentation(AugmentationSettings settings) {
        this.settings = settings;
    }

    /** Whether the study is mirrored. */
    public boolean drawFlip(SplittableRandom random) {
        return random.nextDouble() < settings.flip();
    }

    /**
     * Draws one view's change.
     *
     * @param mirrored whether this view is mirrored: it is frontal and its study is
     */
    public PictureTransform draw(boolean mirrored, SplittableRandom random) {
        PictureTransform transform = switch (settings.crop()) {
            case NONE -> PictureTransform.fullField(settings.pictureSize(), settings.inputSize());
            case RANDOM -> randomWindow(random);
            case RESIZED -> resizedWindow(random);
        };
        if (mirrored) {
            transform = transform.mirrored(settings.inputSize());
        }
        if (settings.rotation() > 0) {
            transform = transform.turned(between(-settings.rotation(), settings.rotation(), random),
                    settings.inputSize());
        }
        return transform.with(drawGrey(random));
    }

    private PictureTransform randomWindow(SplittableRandom random) {
        int room = Math.max(0, settings.pictureSize() - settings.inputSize());
        return PictureTransform.window(random.nextInt(room + 1), random.nextInt(room + 1), settings.inputSize(),
                settings.inputSize(), settings.inputSize());
    }

    /** The usual random resized crop: a few tries for a window that fits, then the whole field. */
    private PictureTransform resizedWindow(SplittableRandom random) {
        int side = settings.pictureSize();
        for (int i = 0; i < TRIES; i++) {
            double area = between(settings.cropArea(), 1, random) * side * side;
            double aspect = Math.exp(between(Math.log(NARROWEST), Math.log(WIDEST), random));
            long width = Math.round(Math.sqrt(area * aspect));
            long height = Math.round(Math.sqrt(area / aspect));
            if (width >= 1 && height >= 1 && width <= side && height <= side) {
                return PictureTransform.window(random.nextLong(side - width + 1), random.nextLong(side - height + 1),
                        width, height, settings.inputSize());
            }
        }
        return PictureTransform.fullField(side, settings.inputSize());
    }

    private Grey drawGrey(SplittableRandom random) {
        if (settings.jitter() == 0 || random.nextDouble() >= settings.jitterChance()) {
            return Grey.NONE;
        }
        return new Grey(between(1 - settings.jitter(), 1 + settings.jitter(), random),
                between(1 - settings.jitter(), 1 + settings.jitter(), random));
    }

    private static double between(double low, double high, SplittableRandom random) {
        return low + (high - low) * random.nextDouble();
    }
}
