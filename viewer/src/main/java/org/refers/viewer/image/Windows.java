package org.refers.viewer.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.refers.model.finding.Box;
import org.refers.model.image.GreyPipeline;
import org.refers.model.study.Radiograph;
import org.refers.model.study.WindowLevel;
import org.refers.model.study.WindowLevel.Function;

/** Display windows of a radiograph: those of its file, and one from its histogram. */
public final class Windows {

    /** Share of the pixels left out at either end: collimator edges, markers and bare detector. */
    private static final double TAIL = 0.005;

    /** A drag over this many screen pixels moves the window by the whole range, whatever the bit depth. */
    private static final double PIXELS_PER_RANGE = 700;

    /** Narrower windows show noise only, and LINEAR allows none below 1. */
    private static final double NARROWEST_SHARE = 0.002;

    private Windows() {
    }

    /**
     * The file's display curves in their order, then the windows of {@link #offered}; never empty. The first is the default,
     * and is what networks are given too.
     */
    public static List<Display> displays(Radiograph radiograph) {
        return displays(radiograph, fromHistogram(radiograph));
    }

    /** The same where the histogram's window is known, since to count a large picture takes milliseconds. */
    static List<Display> displays(Radiograph radiograph, WindowLevel histogram) {
        List<Display> displays = new ArrayList<>();
        radiograph.voiLuts().forEach(curve -> displays.add(Display.of(curve)));
        offered(radiograph, histogram).forEach(window -> displays.add(new Display(window, false)));
        return displays;
    }

    /**
     * The file's windows in their order, then the one from the histogram; never empty.
     */
    public static List<WindowLevel> offered(Radiograph radiograph) {
        return offered(radiograph, fromHistogram(radiograph));
    }

    private static List<WindowLevel> offered(Radiograph radiograph, WindowLevel histogram) {
        List<WindowLevel> windows = new ArrayList<>(radiograph.windows());
        if (windows.isEmpty()) {
            windows.add(GreyPipeline.defaultWindow(radiograph));
        }
        windows.add(histogram);
        return windows.stream().distinct().toList();
    }

    /** The window in which all but the darkest and brightest half per cent of the pixels differ; eight bits: all. */
    public static WindowLevel fromHistogram(Radiograph radiograph) {
        if (radiograph.bitsStored() <= 8 && radiograph.windows().isEmpty()) {
            return fullRangeOfEightBits(radiograph);
        }
        return ofMost(radiograph, histogram(radiograph));
    }

    /** The window of a region: all but its darkest and brightest half per cent of pixels differ; empty outside the picture. */
    public static Optional<WindowLevel> ofRegion(Radiograph radiograph, Box region) {
        int left = (int) Math.clamp(region.x(), 0, radiograph.columns());
        int top = (int) Math.clamp(region.y(), 0, radiograph.rows());
        int right = (int) Math.clamp(Math.ceil(region.x() + region.width()), 0, radiograph.columns());
        int bottom = (int) Math.clamp(Math.ceil(region.y() + region.height()), 0, radiograph.rows());
        int[] histogram = new int[65_536];
        boolean any = false;
        for (int row = top; row < bottom; row++) {
            for (int column = left; column < right; column++) {
                any |= count(radiograph, row * radiograph.columns() + column, histogram);
            }
        }
        return any ? Optional.of(ofMost(radiograph, histogram)) : Optional.empty();
    }

    private static WindowLevel ofMost(Radiograph radiograph, int[] histogram) {
        long counted = 0;
        for (int count : histogram) {
            counted += count;
        }
        double low = valueOf(radiograph, quantile(histogram, (long) (counted * TAIL)));
        double high = valueOf(radiograph, quantile(histogram, (long) (counted * (1 - TAIL))));
        double width = Math.max(Math.abs(high - low), 1);
        return new WindowLevel((low + high) / 2, width, Function.LINEAR_EXACT);
    }

    private static WindowLevel fullRangeOfEightBits(Radiograph radiograph) {
        double low = radiograph.intercept() + (radiograph.signed() ? -128 * radiograph.slope() : 0);
        double high = low + 255 * radiograph.slope();
        return new WindowLevel((low + high) / 2, Math.max(Math.abs(high - low), 1), Function.LINEAR_EXACT);
    }

    /** Counts by stored value, shifted by 32,768 when signed; every fourth pixel is enough for half a per cent. */
    private static int[] histogram(Radiograph radiograph) {
        int[] counts = new int[65_536];
        int step = radiograph.stored().length > 100_000 ? 4 : 1;
        for (int i = 0; i < radiograph.stored().length; i += step) {
            count(radiograph, i, counts);
        }
        return counts;
    }

    private static boolean count(Radiograph radiograph, int pixel, int[] counts) {
        int value = radiograph.storedAt(pixel);
        boolean shown = radiograph.padding().isEmpty() || radiograph.padding().getAsInt() != value;
        if (shown) {
            counts[value + (radiograph.signed() ? 32_768 : 0)]++;
        }
        return shown;
    }

    private static int quantile(int[] histogram, long rank) {
        long seen = 0;
        for (int value = 0; value < histogram.length; value++) {
            seen += histogram[value];
            if (seen > rank) {
                return value;
            }
        }
        return histogram.length - 1;
    }

    private static double valueOf(Radiograph radiograph, int index) {
        int stored = radiograph.signed() ? index - 32_768 : index;
        return stored * radiograph.slope() + radiograph.intercept();
    }

    /**
     * The window after a drag: to the right widens, down raises the level and so darkens.
     *
     * @param window window before
     * @param range extent of the radiograph's values, which sets how far a screen pixel goes
     * @param right screen pixels to the right
     * @param down screen pixels down
     */
    public static WindowLevel dragged(WindowLevel window, double range, double right, double down) {
        double unit = range / PIXELS_PER_RANGE;
        double narrowest = Math.max(range * NARROWEST_SHARE, window.function() == Function.LINEAR ? 1 : 1e-6);
        double width = Math.max(window.width() + right * unit, narrowest);
        return new WindowLevel(window.center() + down * unit, width, window.function());
    }
}
