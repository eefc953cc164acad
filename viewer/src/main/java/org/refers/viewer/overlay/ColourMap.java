package org.refers.viewer.overlay;

/** How the values of a map become colours. Needs no toolkit. */
public enum ColourMap {
    /** As in the method's figure: one colour, the more opaque the higher. */
    FUCHSIA(true),
    /**
     * From dark blue over grey to yellow in steps that look equal. It keeps to the axis of blue and yellow, which readers
     * who cannot tell red from green see as others do, and grows lighter throughout.
     */
    BLUE_TO_YELLOW(false);

    /** As many as a screen's channel has. */
    private static final int STEPS = 255;
    private static final int FUCHSIA_RGB = 0xff00ff;

    /**
     * Lightness, green to red, and blue to yellow (CIE 1976). Ends as far apart as sRGB lets them be with room to its edge;
     * the middle is a grey half-way in lightness.
     */
    private static final LabColour[] ANCHORS = {new LabColour(18, 10, -34), new LabColour(53, 0, 0),
        new LabColour(88, -6, 70)};

    private final boolean fading;
    private final int[] table = new int[STEPS + 1];

    ColourMap(boolean fading) {
        this.fading = fading;
    }

    static {
        for (int step = 0; step <= STEPS; step++) {
            FUCHSIA.table[step] = FUCHSIA_RGB;
            BLUE_TO_YELLOW.table[step] = LabColour.along((double) step / STEPS, ANCHORS).rgb();
        }
    }

    /** The colour of a value from 0 to 1, as 0xRRGGBB. */
    public int rgb(double value) {
        return table[(int) (Math.clamp(value, 0, 1) * STEPS + 0.5)];
    }

    /** Opacity of a value where the whole map has this opacity: the colours of a fading map are seen less where it is low. */
    public double alpha(double value, double opacity) {
        return Math.clamp(opacity, 0, 1) * (fading ? Math.clamp(value, 0, 1) : 1);
    }

    /** The colour of a value over black at an opacity, premultiplied ARGB. */
    int premultiplied(double value, double opacity) {
        double alpha = alpha(value, opacity);
        int level = (int) (alpha * 255 + 0.5);
        int rgb = rgb(value);
        return level << 24 | channel(rgb >> 16, level) << 16 | channel(rgb >> 8, level) << 8 | channel(rgb, level);
    }

    private static int channel(int value, int level) {
        return ((value & 0xff) * level + 127) / 255;
    }
}
