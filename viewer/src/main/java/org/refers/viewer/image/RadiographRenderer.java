package org.refers.viewer.image;

import java.util.Optional;
import org.refers.model.study.Radiograph;

/**
 * Turns the visible part of a radiograph into screen colours. It keeps the last resampled values and the last table, so
 * that a change of window costs a table and a look-up, and a pan costs the strips that come into view. Needs no toolkit. Not safe for use
 * by several threads at once.
 */
public final class RadiographRenderer {

    private final Resampler resampler = new Resampler();
    private final int[] table = new int[GreyTable.OUTSIDE + 1];

    private int[] values = new int[0];
    private int[] strip = new int[0];
    private Optional<Sampling> sampled = Optional.empty();
    private Optional<Mapping> mapped = Optional.empty();

    /** What the resampled values depend on. */
    private record Sampling(Radiograph radiograph, Viewport viewport, int width, int height) {

        boolean isSame(Sampling other) {
            return samePixels(radiograph, other.radiograph) && width == other.width && height == other.height
                    && viewport.equals(other.viewport);
        }

        /** Whether another differs by a pan of whole pixels alone, and most of it is still in view. */
        boolean isMoved(Sampling other) {
            double right = viewport.left() - other.viewport.left();
            double down = viewport.top() - other.viewport.top();
            return samePixels(radiograph, other.radiograph) && width == other.width && height == other.height
                    && viewport.scale() == other.viewport.scale() && isWhole(right) && isWhole(down)
                    && Math.abs(right) < width / 2.0 && Math.abs(down) < height / 2.0;
        }

        /** Up to what adding and taking away of screen positions costs in the last digits. */
        private static boolean isWhole(double pixels) {
            return Math.abs(pixels - Math.rint(pixels)) < 1e-9;
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
        Optional<Sampling> before = sampled.filter(wanted::isMoved);
        if (before.isPresent()) {
            move(wanted, (int) Math.rint(wanted.viewport.left() - before.get().viewport.left()),
                    (int) Math.rint(wanted.viewport.top() - before.get().viewport.top()));
        } else {
            resampler.resample(wanted.radiograph, wanted.viewport, wanted.width, wanted.height, values);
        }
        sampled = Optional.of(wanted);
    }

    /** A pan by whole pixels moves what is there and resamples the two strips that come into view. */
    private void move(Sampling wanted, int right, int down) {
        int width = wanted.width;
        int height = wanted.height;
        int kept = width - Math.abs(right);
        for (int i = 0; i < height - Math.abs(down); i++) {
            // From the end that nothing is moved to any more.
            int row = down > 0 ? height - 1 - i : i;
            System.arraycopy(values, (row - down) * width + Math.max(0, -right), values,
                    row * width + Math.max(0, right), kept);
        }
        int firstRow = down > 0 ? 0 : height + down;
        fill(wanted, 0, firstRow, width, Math.abs(down));
        fill(wanted, right > 0 ? 0 : width + right, 0, Math.abs(right), height);
    }

    private void fill(Sampling wanted, int left, int top, int width, int height) {
        if (width == 0 || height == 0) {
            return;
        }
        if (strip.length < width * height) {
            strip = new int[width * height];
        }
        resampler.resample(wanted.radiograph, wanted.viewport.moved(-left, -top), width, height, strip);
        for (int row = 0; row < height; row++) {
            System.arraycopy(strip, row * width, values, (top + row) * wanted.width + left, width);
        }
    }

    private void prepareTable(Mapping wanted) {
        if (mapped.isPresent() && mapped.get().isSame(wanted)) {
            return;
        }
        GreyTable.fill(table, wanted.radiograph, wanted.display);
        mapped = Optional.of(wanted);
    }
}
