package org.refers.sampledata.film;

import org.refers.sampledata.body.Seeded;

/** The size of a picture in pixels. Most are small, since they are many and drawn while somebody waits. */
record Sheet(int rows, int columns) {

    static Sheet draw(Seeded s) {
        double u = s.uniform();
        int side = u < .42
                ? 512
                : u < .68 ? 544 : u < .84 ? 576 : u < .92 ? 640 : u < .965 ? 768 : u < .985 ? 896 : 1024;
        double shape = s.uniform();
        int other = shape < .35 ? side : (int) (side * s.pick(1.06, 1.12, 1.2));
        return shape < .86 ? new Sheet(other, side) : new Sheet(side, other);
    }

    /** The same sheet, not wider than tall. */
    Sheet upright() {
        return new Sheet(Math.max(rows, columns), Math.min(rows, columns));
    }
}
