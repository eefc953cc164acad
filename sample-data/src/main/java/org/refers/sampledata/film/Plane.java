package org.refers.sampledata.film;

/**
 * The picture under construction. Two layers, each {@code rows * columns}, in centimetres of water along the beam:
 * {@code tissue}, what the beam would meet without lungs (and bones on top), and {@code air}, the lungs' thickness.
 *
 * <p>Places are in centimetres: across from the midline to the picture's right, down from the top of the lungs. A tilt
 * of the patient is a shear.
 */
final class Plane {

    final int rows;
    final int columns;
    final float[] tissue;
    final float[] air;
    final double scale;
    private final double originX;
    private final double originY;
    private final double lean;

    /** Creates a plane; {@code scale} in pixels a centimetre, the origin in pixels, {@code lean} as tangent of the tilt. */
    Plane(Frame frame) {
        this.rows = frame.rows();
        this.columns = frame.columns();
        this.scale = frame.scale();
        this.originX = frame.originX();
        this.originY = frame.originY();
        this.lean = frame.lean();
        this.tissue = new float[rows * columns];
        this.air = new float[rows * columns];
    }

    /** Where on the detector a picture lies. */
    record Frame(int rows, int columns, double scale, double originX, double originY, double lean) {
    }

    /** Column, in pixels, of a place. */
    double column(double x, double y) {
        return originX + scale * (x + lean * y);
    }

    /** Row, in pixels, of a place. */
    double row(double x, double y) {
        return originY + scale * (y - lean * x);
    }

    /** Place across, in cm, of a pixel. */
    double across(double column, double row) {
        double u = (column - originX) / scale;
        double v = (row - originY) / scale;
        return (u - lean * v) / (1 + lean * lean);
    }

    /** Place down, in cm, of a pixel. */
    double down(double column, double row) {
        double u = (column - originX) / scale;
        double v = (row - originY) / scale;
        return (v + lean * u) / (1 + lean * lean);
    }

    /** Height below the lungs' top, in centimetres, of a pixel row's middle at the midline. */
    double heightOf(int row) {
        return (row + 0.5 - originY) / scale;
    }

    /** Column of the midline in a pixel row. */
    double midline(int row) {
        return column(0, heightOf(row));
    }
}
