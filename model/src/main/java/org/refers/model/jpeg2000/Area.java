package org.refers.model.jpeg2000;

/** A rectangle of points, from {@code x0, y0} to before {@code x1, y1}; it may be empty. */
record Area(int x0, int y0, int x1, int y1) {

    int width() {
        return x1 - x0;
    }

    int height() {
        return y1 - y0;
    }

    boolean isEmpty() {
        return x1 <= x0 || y1 <= y0;
    }

    long points() {
        return isEmpty() ? 0 : (long) width() * height();
    }

    /** The area after some halvings, each of which keeps the points with even coordinates. */
    Area halved(int times) {
        return new Area(ceilShift(x0, times), ceilShift(y0, times), ceilShift(x1, times), ceilShift(y1, times));
    }

    /**
     * A subband's area (B-15).
     *
     * @param level how often the samples were halved, 1 or more
     * @param right 1 if it holds the horizontal detail, which are the points with odd coordinates, else 0
     * @param down 1 if it holds the vertical detail, else 0
     */
    Area subband(int level, int right, int down) {
        long half = 1L << level - 1;
        return new Area(ceilShift(x0 - half * right, level), ceilShift(y0 - half * down, level),
                ceilShift(x1 - half * right, level), ceilShift(y1 - half * down, level));
    }

    private static int ceilShift(long value, int bits) {
        return (int) (value + (1L << bits) - 1 >> bits);
    }
}
