package org.refers.viewer.image;

import java.util.Optional;
import org.refers.model.study.Radiograph;

/**
 * Turns the visible part of a radiograph into screen colours. It keeps the last resampled values and the last table, so
 * that a change of window costs a table and a look-up, and a pan costs a resampling. Needs no toolkit. Not safe for use
 * by several threads at once.
 */
public final class RadiographRenderer {

    private final Resampler resampler = new Resampler();
    private final int[] table = new int[GreyTable.OUTSIDE + 1];

    private int[] values = new int[0];
    private Optional<Sampling> sampled = Optional.empty();
    private Optional<Mapping> mapped = Optional.empty();

    /** What the resampled values depend on. */
    private record Sampling(Radiograph radiograph, Viewport viewport, int width, int height) {

        boolean isSame(Sampling other) {
            return samePixels(radiograph, other.radiograph) && width == other.width && height == other.height
                    && viewport.equals(other.viewport);
        }
    }

    private record Mapping(Radiograph radiograph, Display display) {

        boolean isSame(Mapping other) {
            return samePixels(radiograph, other.radiograph) && display.equals(other.display);
        }
    }

    /**
     * Draws a frame.
     *
     * @param radiograph what to draw
     * @param display window and sense
     * @param viewport where the radiograph lies, in pixels of the frame
     * @param width frame's width
     * @param height frame's height
     * @param frame opaque ARGB, row after row, at least {@code width * height} long
     */
    public void render(Radiograph radiograph, Display display, Viewport viewport, int width, int height, int[] frame) {
        int pixels = Math.multiplyExact(width, height);
        prepareValues(new Sampling(radiograph, viewport, width, height));
        prepareTable(new Mapping(radiograph, display));
        int[] from = values;
        int[] colours = table;
        for (int i = 0; i < pixels; i++) {
            frame[i] = colours[from[i]];
        }
    }

    @SuppressWarnings("ReferenceEquality") // because pixels never change, and comparing millions costs a frame
    private static boolean samePixels(Radiograph one, Radiograph other) {
        return one == other;
    }

    private void prepareValues(Sampling wanted) {
        if (sampled.isPresent() && sampled.get().isSame(wanted)) {
            return;
        }
        int pixels = wanted.width * wanted.height;
        if (values.length < pixels) {
            values = new int[pixels];
        }
        resampler.resample(wanted.radiograph, wanted.viewport, wanted.width, wanted.height, values);
        sampled = Optional.of(wanted);
    }

    private void prepareTable(Mapping wanted) {
        if (mapped.isPresent() && mapped.get().isSame(wanted)) {
            return;
        }
        GreyTable.fill(table, wanted.radiograph, wanted.display);
        mapped = Optional.of(wanted);
    }
}
