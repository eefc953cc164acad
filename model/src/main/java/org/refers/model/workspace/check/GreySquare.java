package org.refers.model.workspace.check;

import org.refers.model.image.Resampler;
import org.refers.model.study.Radiograph;

/**
 * A square grey picture.
 *
 * @param side pixels a side
 * @param values grey, row after row
 */
record GreySquare(int side, float[] values) {

    /** Grey of 0 to 1 below which a difference counts as noise: three times what JPEG leaves of a plain area. */
    private static final float NOISE = 0.047f;

    static GreySquare of(Radiograph radiograph, int side) {
        return new GreySquare(side, Resampler.displayGrey(radiograph, side, side));
    }

    /** From bytes of 0 to 255. */
    static GreySquare ofBytes(int side, byte[] bytes) {
        float[] grey = new float[bytes.length];
        for (int i = 0; i < grey.length; i++) {
            grey[i] = (bytes[i] & 0xff) / 255f;
        }
        return new GreySquare(side, grey);
    }

    byte[] toBytes() {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (Math.clamp(values[i], 0f, 1f) * 255 + 0.5f);
        }
        return bytes;
    }

    GreySquare resized(int to) {
        return to == side ? this : new GreySquare(to, Resampler.resize(values, side, side, to, to));
    }

    /**
     * Detail alone: each pixel against its surroundings, in units of their contrast.
     *
     * @param share how many times the surroundings' reach goes into the side: at 16 ribs and vessels stay and windows go, at 64
     *     little but texture stays
     */
    GreySquare detail(int share) {
        int reach = Math.max(1, side / share);
        float[] mean = blurred(values, reach);
        float[] detail = new float[values.length];
        float[] square = new float[values.length];
        for (int i = 0; i < detail.length; i++) {
            detail[i] = values[i] - mean[i];
            square[i] = detail[i] * detail[i];
        }
        float[] power = blurred(square, reach);
        for (int i = 0; i < detail.length; i++) {
            detail[i] /= (float) Math.sqrt(Math.max(0, power[i])) + NOISE;
        }
        return new GreySquare(side, detail);
    }

    /** Grey between pixels, whose centres lie at whole numbers; beyond the edge the nearest. */
    double at(double x, double y) {
        double inX = Math.clamp(x, 0, side - 1.001);
        double inY = Math.clamp(y, 0, side - 1.001);
        int left = (int) inX;
        int top = (int) inY;
        double right = inX - left;
        int at = top * side + left;
        double upper = values[at] + right * (values[at + 1] - values[at]);
        double lower = values[at + side] + right * (values[at + side + 1] - values[at + side]);
        return upper + (inY - top) * (lower - upper);
    }

    private float[] blurred(float[] source, int reach) {
        return across(across(source, reach, side, 1), reach, 1, side);
    }

    /** The mean over neighbours along one direction; edges are repeated. Sums run along, whatever the reach. */
    private float[] across(float[] source, int reach, int line, int step) {
        float[] mean = new float[source.length];
        for (int row = 0; row < side; row++) {
            int start = row * line;
            double sum = 0;
            for (int k = -reach; k <= reach; k++) {
                sum += source[start + Math.clamp(k, 0, side - 1) * step];
            }
            for (int i = 0; i < side; i++) {
                mean[start + i * step] = (float) (sum / (2 * reach + 1));
                sum += source[start + Math.min(i + reach + 1, side - 1) * step];
                sum -= source[start + Math.max(i - reach, 0) * step];
            }
        }
        return mean;
    }
}
