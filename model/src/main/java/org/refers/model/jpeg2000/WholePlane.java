package org.refers.model.jpeg2000;

/** Whole numbers, with the reversible wavelet of five and three taps (F.3.8.1) and the reversible colours (G.2). */
final class WholePlane extends Plane {

    private final int[] values;

    WholePlane(Area area) {
        super(area);
        values = new int[Math.multiplyExact(area.width(), area.height())];
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
                values[lines.from() + k * lines.across()] >>= 1;
            }
            return;
        }
        int[] buffer = new int[length * BUNDLE];
        for (int i = 0; i < length; i++) {
            int place = lines.place(i);
            for (int k = 0; k < lines.count(); k++) {
                buffer[i * BUNDLE + k] = values[place + k * lines.across()];
            }
        }
        for (int i = lines.odd(); i < length; i += 2) {
            low(buffer, i * BUNDLE, lines.before(i) * BUNDLE, lines.after(i) * BUNDLE);
        }
        for (int i = 1 - lines.odd(); i < length; i += 2) {
            high(buffer, i * BUNDLE, lines.before(i) * BUNDLE, lines.after(i) * BUNDLE);
        }
        int start = lines.from();
        for (int i = 0; i < length; i++) {
            for (int k = 0; k < lines.count(); k++) {
                values[start + i * lines.step() + k * lines.across()] = buffer[i * BUNDLE + k];
            }
        }
    }

    private static void low(int[] buffer, int at, int before, int after) {
        for (int k = 0; k < BUNDLE; k++) {
            buffer[at + k] -= buffer[before + k] + buffer[after + k] + 2 >> 2;
        }
    }

    private static void high(int[] buffer, int at, int before, int after) {
        for (int k = 0; k < BUNDLE; k++) {
            buffer[at + k] += buffer[before + k] + buffer[after + k] >> 1;
        }
    }

    @Override
    void unmix(Plane second, Plane third, int fromRow, int endRow) {
        int[] blues = ((WholePlane) second).values;
        int[] reds = ((WholePlane) third).values;
        for (int i = fromRow * width(); i < endRow * width(); i++) {
            int green = values[i] - (blues[i] + reds[i] >> 2);
            values[i] = reds[i] + green;
            reds[i] = blues[i] + green;
            blues[i] = green;
        }
    }

    @Override
    void row(int y, int[] samples) {
        System.arraycopy(values, y * width(), samples, 0, width());
    }
}
