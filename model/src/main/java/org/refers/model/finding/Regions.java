package org.refers.model.finding;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds 8-connected regions from runs of pixels that come row by row and, within a row, from left to right. Runs are
 * joined by union-find, so the work follows the number of runs and not of pixels.
 */
final class Regions {

    /**
     * A connected region.
     *
     * @param left first column
     * @param top first row
     * @param right last column
     * @param bottom last row
     * @param area pixels
     */
    record Region(int left, int top, int right, int bottom, long area) {

        Box box() {
            return new Box(left, top, right - left + 1.0, bottom - top + 1.0);
        }

        Region with(Region other) {
            return new Region(Math.min(left, other.left), Math.min(top, other.top), Math.max(right, other.right),
                    Math.max(bottom, other.bottom), area + other.area);
        }
    }

    private final List<Region> runs = new ArrayList<>();
    private final List<Integer> parents = new ArrayList<>();
    private int row = -1;
    private int rowStart;
    private int above;
    private int aboveEnd;

    /** Adds the pixels [start, end) of a row. */
    void add(int y, int start, int end) {
        if (y != row) {
            boolean next = y == row + 1;
            above = next ? rowStart : runs.size();
            aboveEnd = runs.size();
            rowStart = runs.size();
            row = y;
        }
        int run = runs.size();
        runs.add(new Region(start, y, end - 1, y, (long) end - start));
        parents.add(run);
        // Runs above that end before this one begins cannot touch a later one either; a corner is enough to touch.
        while (above < aboveEnd && runs.get(above).right() + 1 < start) {
            above++;
        }
        for (int i = above; i < aboveEnd && runs.get(i).left() <= end; i++) {
            join(i, run);
        }
    }

    private void join(int a, int b) {
        int first = root(a);
        int second = root(b);
        parents.set(Math.max(first, second), Math.min(first, second));
    }

    private int root(int run) {
        int at = run;
        while (parents.get(at) != at) {
            parents.set(at, parents.get(parents.get(at)));
            at = parents.get(at);
        }
        return at;
    }

    /** All regions, in the reading order of their first pixel. */
    List<Region> all() {
        Map<Integer, Region> regions = new LinkedHashMap<>();
        for (int i = 0; i < runs.size(); i++) {
            regions.merge(root(i), runs.get(i), Region::with);
        }
        return List.copyOf(regions.values());
    }
}
