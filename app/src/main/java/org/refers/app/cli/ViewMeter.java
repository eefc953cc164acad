package org.refers.app.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Measures the viewer; the command line knows no more of it. */
@FunctionalInterface
public interface ViewMeter {

    /** A viewer that is not there, as in a process without JavaFX. */
    ViewMeter NONE = request -> {
        throw CliException.badInput("The viewer cannot be measured from here; run refers bench view.");
    };

    /** Measures, and returns when it is done. */
    Figures measure(Request request) throws Exception;

    /**
     * What is measured.
     *
     * @param frames timed frames an action and viewport
     * @param studies studies that are turned to; 0: none
     * @param software whether JavaFX shall use its software pipeline even if there is another
     * @param window whether a window is opened; without one the mapping alone is measured
     */
    record Request(int frames, int studies, boolean software, boolean window) {
    }

    /**
     * What came out.
     *
     * @param pipeline {@code software}, the name of a GPU pipeline, or {@code none} without a window
     * @param rows of the radiograph
     * @param columns of the radiograph
     * @param bits of a stored value
     * @param mapping our own grey mapping, without a window
     * @param frames whole frames, from one to the next, as fast as they come
     * @param nextStudy turning to the next study
     */
    record Figures(String pipeline, int rows, int columns, int bits, List<Timing> mapping, List<Timing> frames,
            @Nullable NextStudy nextStudy) {
    }

    /**
     * One action in one viewport.
     *
     * @param action {@code window}, {@code pan}, {@code map} (a new activation map or opacity) or {@code threshold} (new boxes)
     * @param viewport its size, as {@code 1600x1000}
     * @param medianMs milliseconds
     * @param p95Ms of 20 frames 19 take no longer
     */
    record Timing(String action, String viewport, double medianMs, double p95Ms) {
    }

    /**
     * From the key press until both views of the study have been laid out with their pixels.
     *
     * @param readAheadMs median where the study was read ahead
     * @param readAheadP95Ms of 20 such steps 19 take no longer
     * @param unreadMs median where its files had to be read
     */
    record NextStudy(double readAheadMs, double readAheadP95Ms, double unreadMs) {
    }
}
