package org.refers.viewer.hanging;

/** How radiographs hang; the usual ones for the chest (DICOM PS3.17, V.3). */
public enum HangingLayout {
    /** One radiograph. */
    ONE(1, 1),
    /** Frontal and lateral view of a study. */
    VIEWS(2, 1),
    /** A radiograph beside the same view of an earlier study, or of a study that was kept for comparison. */
    PRIOR(2, 1),
    /** A radiograph with its map and boxes beside itself without. */
    PLAIN(2, 1),
    /** Both views of both studies. */
    FOUR(2, 2);

    private final int columns;
    private final int rows;

    HangingLayout(int columns, int rows) {
        this.columns = columns;
        this.rows = rows;
    }

    /** Panes side by side. */
    public int columns() {
        return columns;
    }

    /** Panes below each other. */
    public int rows() {
        return rows;
    }

    /** Number of panes. */
    public int panes() {
        return columns * rows;
    }
}
