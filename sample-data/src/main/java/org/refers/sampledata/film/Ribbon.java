package org.refers.sampledata.film;

/**
 * Paints tubes along polylines: ribs, clavicles, vessels, the trachea, pleural lines. Each stretch between two points is
 * a quadrilateral filled row by row; neighbours share their ends, so nothing is counted twice.
 */
final class Ribbon {

    private static final double THINNEST = 0.8;

    private final Plane plane;
    private final float[] layer;
    private final boolean greatest;
    private final double[] px = new double[MOST_POINTS];
    private final double[] py = new double[MOST_POINTS];
    private final double[] half = new double[MOST_POINTS];
    private final double[] amount = new double[MOST_POINTS];
    private final double[] nx = new double[MOST_POINTS];
    private final double[] ny = new double[MOST_POINTS];
    private int count;

    /** More points than the finest curve here takes. */
    static final int MOST_POINTS = 64;

    private Ribbon(Plane plane, float[] layer, boolean greatest) {
        this.plane = plane;
        this.layer = layer;
        this.greatest = greatest;
    }

    /** Adds to what is there. */
    static Ribbon adding(Plane plane, float[] layer) {
        return new Ribbon(plane, layer, false);
    }

    /** Keeps the greater of what is there and what comes: limbs beside a trunk. */
    static Ribbon keepingGreatest(Plane plane, float[] layer) {
        return new Ribbon(plane, layer, true);
    }

    /** Starts a new polyline. */
    Ribbon start() {
        count = 0;
        return this;
    }

    /** Adds a point: place and half width in cm, thickness along the beam in cm of water at the axis. */
    Ribbon to(double x, double y, double halfWidth, double thickness) {
        double h = halfWidth * plane.scale;
        // Thinner than a pixel: as wide as one, and fainter for it.
        double kept = Math.max(h, THINNEST);
        px[count] = plane.column(x, y);
        py[count] = plane.row(x, y);
        half[count] = kept;
        amount[count] = thickness * h / kept;
        count++;
        return this;
    }

    /** Paints the polyline. */
    void paint(Profile profile) {
        for (int i = 0; i < count; i++) {
            int before = Math.max(0, i - 1);
            int after = Math.min(count - 1, i + 1);
            double dx = px[after] - px[before];
            double dy = py[after] - py[before];
            double length = Math.max(1e-6, Math.sqrt(dx * dx + dy * dy));
            nx[i] = -dy / length;
            ny[i] = dx / length;
        }
        for (int i = 0; i + 1 < count; i++) {
            paintStretch(i, profile.table());
        }
    }

    private void paintStretch(int i, float[] table) {
        double ax = px[i] - nx[i] * half[i];
        double ay = py[i] - ny[i] * half[i];
        double bx = px[i] + nx[i] * half[i];
        double by = py[i] + ny[i] * half[i];
        double cx = px[i + 1] + nx[i + 1] * half[i + 1];
        double cy = py[i + 1] + ny[i + 1] * half[i + 1];
        double dx = px[i + 1] - nx[i + 1] * half[i + 1];
        double dy = py[i + 1] - ny[i + 1] * half[i + 1];
        double top = Math.min(Math.min(ay, by), Math.min(cy, dy));
        double bottom = Math.max(Math.max(ay, by), Math.max(cy, dy));
        int from = Math.max(0, (int) Math.ceil(top - 0.5));
        int to = Math.min(plane.rows - 1, (int) Math.ceil(bottom - 0.5) - 1);
        for (int row = from; row <= to; row++) {
            double y = row + 0.5;
            left = Double.MAX_VALUE;
            right = -Double.MAX_VALUE;
            cross(ax, ay, bx, by, y);
            cross(bx, by, cx, cy, y);
            cross(cx, cy, dx, dy, y);
            cross(dx, dy, ax, ay, y);
            if (right > left) {
                paintSpan(i, row, table);
            }
        }
    }

    private double left;
    private double right;

    private void cross(double x0, double y0, double x1, double y1, double y) {
        if ((y0 <= y) != (y1 <= y)) {
            double x = x0 + (y - y0) / (y1 - y0) * (x1 - x0);
            left = Math.min(left, x);
            right = Math.max(right, x);
        }
    }

    private void paintSpan(int i, int row, float[] table) {
        int from = Math.max(0, (int) Math.ceil(left - 0.5));
        int to = Math.min(plane.columns - 1, (int) Math.ceil(right - 0.5) - 1);
        if (to < from) {
            return;
        }
        double dx = px[i + 1] - px[i];
        double dy = py[i + 1] - py[i];
        double square = Math.max(1e-9, dx * dx + dy * dy);
        double y = row + 0.5 - py[i];
        double middle = 0.5 * (from + to + 1) - px[i];
        double along = Math.max(0, Math.min(1, (middle * dx + y * dy) / square));
        double h = half[i] + along * (half[i + 1] - half[i]);
        float much = (float) (amount[i] + along * (amount[i + 1] - amount[i]));
        double norm = Profile.HALF / (h * Math.sqrt(square));
        float step = (float) (-dy * norm);
        float v = (float) ((-(from + 0.5 - px[i]) * dy + y * dx) * norm + Profile.HALF + 0.5);
        int at = row * plane.columns + from;
        for (int n = to - from; n >= 0; n--, at++, v += step) {
            int index = Math.max(0, Math.min(2 * Profile.HALF, (int) v));
            float value = much * table[index];
            layer[at] = greatest ? Math.max(layer[at], value) : layer[at] + value;
        }
    }
}
