package org.refers.viewer.chart;

/**
 * An exponential moving average over all points of a curve, with the bias of its start taken out: the first value is the
 * first point, not a share of it. Looks back only, so it never changes what was drawn before, and takes new points up
 * without going over the old ones. Points that are no number leave it where it was.
 */
final class Smoothing {

    private final Curve source;
    private final double weight;
    private Curve smooth = new Curve();
    private long cuts;
    private double average;
    private double bias = 1;

    /**
     * Creates an average.
     *
     * @param weight share of the past, 0 (none) to below 1
     */
    Smoothing(Curve source, double weight) {
        if (!(weight >= 0 && weight < 1)) {
            throw new IllegalArgumentException("no average with " + weight + " of the past");
        }
        this.source = source;
        this.weight = weight;
        this.cuts = source.cuts();
    }

    /** The average of all points that the curve has now. */
    Curve curve() {
        if (cuts != source.cuts()) {
            cuts = source.cuts();
            smooth = new Curve();
            average = 0;
            bias = 1;
        }
        for (int i = smooth.size(); i < source.size(); i++) {
            if (Double.isFinite(source.value(i))) {
                average = average * weight + source.value(i) * (1 - weight);
                bias *= weight;
            }
            smooth.add(source.step(i), bias < 1 ? average / (1 - bias) : Double.NaN);
        }
        return smooth;
    }
}
