package org.refers.model.jpeg2000;

/** Real numbers, with the irreversible wavelet of nine and seven taps (F.3.8.2) and the irreversible colours (G.3). */
final class RealPlane extends Plane {

    private static final float LOW_GAIN = 1.230174104914001f;
    private static final float HIGH_GAIN = 1 / LOW_GAIN;
    /** The four steps of the inverse transform, first to last. */
    private static final float[] STEPS = {-0.443506852043971f, -0.882911075530934f, 0.052980118572961f,
        1.586134342059924f};

    private final float[] values;

    RealPlane(Area area) {
        super(area);
        values = new float[Math.multiplyExact(area.width(), area.height())];
    }

    @Override
    void put(CodeBlock block, BlockDecoder decoder) {
        decoder.put(block, values, placeOf(block), width());
    }

    @Override
    void transform(Lines lines) {
        int length = lines.length();
        if (length == 1) {
            for (int k = 0; lines.odd() == 1 && k < lines.count(); k++) {
                values[lines.from() + k * lines.across()] /= 2;
            }
            return;
        }
        float[] buffer = new float[length * BUNDLE];
        for (int i = 0; i < length; i++) {
            int place = lines.place(i);
            float gain = (i & 1) == lines.odd() ? LOW_GAIN : HIGH_GAIN;
            for (int k = 0; k < lines.count(); k++) {
                buffer[i * BUNDLE + k] = gain * values[place + k * lines.across()];
            }
        }
        for (int step = 0; step < STEPS.length; step++) {
            int first = step % 2 == 0 ? lines.odd() : 1 - lines.odd();
            for (int i = first; i < length; i += 2) {
                lift(buffer, i * BUNDLE, lines.before(i) * BUNDLE, lines.after(i) * BUNDLE, STEPS[step]);
            }
        }
        int start = lines.from();
        for (int i = 0; i < length; i++) {
            for (int k = 0; k < lines.count(); k++) {
                values[start + i * lines.step() + k * lines.across()] = buffer[i * BUNDLE + k];
            }
        }
    }

    private static void lift(float[] buffer, int at, int before, int after, float factor) {
        for (int k = 0; k < BUNDLE; k++) {
            buffer[at + k] += factor * (buffer[before + k] + buffer[after + k]);
        }
    }

    @Override
    void unmix(Plane second, Plane third, int fromRow, int endRow) {
        float[] blues = ((RealPlane) second).values;
        float[] reds = ((RealPlane) third).values;
        for (int i = fromRow * width(); i < endRow * width(); i++) {
            float bright = values[i];
            float blue = blues[i];
            float red = reds[i];
            values[i] = bright + 1.402f * red;
            blues[i] = bright - 0.344136f * blue - 0.714136f * red;
            reds[i] = bright + 1.772f * blue;
        }
    }

    @Override
    void row(int y, int[] samples) {
        for (int x = 0; x < width(); x++) {
            samples[x] = (int) Math.floor(values[y * width() + x] + 0.5f);
        }
    }
}
