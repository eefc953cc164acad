package org.refers.viewer.overlay;

/**
 * A colour of CIE 1976 (L*, a*, b*) under D65, in which equal distances look about equal.
 *
 * @param lightness L*, 0 black to 100 white
 * @param green a*, from green below 0 to red above
 * @param blue b*, from blue below 0 to yellow above
 */
record LabColour(double lightness, double green, double blue) {

    private static final double WHITE_X = 0.95047;
    private static final double WHITE_Z = 1.08883;
    private static final double KNEE = 6.0 / 29;

    double distance(LabColour other) {
        return Math.hypot(Math.hypot(lightness - other.lightness, green - other.green), blue - other.blue);
    }

    /** The colour at a share of the way along straight lines, equal shares being equal distances. */
    static LabColour along(double share, LabColour... anchors) {
        double length = 0;
        for (int i = 1; i < anchors.length; i++) {
            length += anchors[i].distance(anchors[i - 1]);
        }
        double left = share * length;
        int from = 0;
        while (from + 2 < anchors.length && left > anchors[from].distance(anchors[from + 1])) {
            left -= anchors[from].distance(anchors[from + 1]);
            from++;
        }
        LabColour one = anchors[from];
        LabColour other = anchors[from + 1];
        double part = left / one.distance(other);
        return new LabColour(one.lightness + part * (other.lightness - one.lightness),
                one.green + part * (other.green - one.green), one.blue + part * (other.blue - one.blue));
    }

    /** Linear red, green and blue of sRGB (IEC 61966-2-1); outside 0 to 1 where a screen cannot show the colour. */
    double[] linear() {
        double middle = (lightness + 16) / 116;
        double x = WHITE_X * cube(middle + green / 500);
        double y = cube(middle);
        double z = WHITE_Z * cube(middle - blue / 200);
        return new double[]{3.2404542 * x - 1.5371385 * y - 0.4985314 * z,
            -0.9692660 * x + 1.8760108 * y + 0.0415560 * z, 0.0556434 * x - 0.2040259 * y + 1.0572252 * z};
    }

    private static double cube(double root) {
        return root > KNEE ? root * root * root : 3 * KNEE * KNEE * (root - 4.0 / 29);
    }

    /** As 0xRRGGBB. */
    int rgb() {
        int rgb = 0;
        for (double value : linear()) {
            double shown = value <= 0.0031308 ? 12.92 * value : 1.055 * Math.pow(value, 1 / 2.4) - 0.055;
            rgb = rgb << 8 | (int) (Math.clamp(shown, 0, 1) * 255 + 0.5);
        }
        return rgb;
    }
}
