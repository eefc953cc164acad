package org.refers.model.image;

/** Looks palette colours up and lays transparent pixels on black. */
final class PngColours {

    private final PngHeader header;
    private final byte[] palette;
    private final byte[] transparency;

    PngColours(PngHeader header, byte[] palette, byte[] transparency) {
        this.header = header;
        this.palette = palette;
        this.transparency = transparency;
    }

    short[] opaque(short[] samples) throws PictureException {
        if (header.colour() == PngHeader.PALETTE) {
            return lookUp(samples);
        }
        if (header.hasAlpha()) {
            return onBlack(samples);
        }
        if (transparency.length >= 2 * header.channels()) {
            blackOut(samples);
        }
        return samples;
    }

    private short[] lookUp(short[] indices) throws PictureException {
        short[] rgb = new short[Math.multiplyExact(indices.length, 3)];
        for (int i = 0; i < indices.length; i++) {
            int index = indices[i];
            if (3 * index + 2 >= palette.length) {
                throw new PictureException("is a PNG file with pixels that its palette lacks");
            }
            int alpha = index < transparency.length ? transparency[index] & 0xff : 255;
            for (int sample = 0; sample < 3; sample++) {
                rgb[3 * i + sample] = weighed(palette[3 * index + sample] & 0xff, alpha, 255);
            }
        }
        return rgb;
    }

    private short[] onBlack(short[] samples) {
        int channels = header.channels();
        int colours = channels - 1;
        int highest = (1 << header.depth()) - 1;
        short[] opaque = new short[samples.length / channels * colours];
        int to = 0;
        for (int at = 0; at < samples.length; at += channels) {
            int alpha = samples[at + colours] & 0xffff;
            for (int sample = 0; sample < colours; sample++) {
                opaque[to++] = weighed(samples[at + sample] & 0xffff, alpha, highest);
            }
        }
        return opaque;
    }

    private static short weighed(int value, int alpha, int highest) {
        return (short) (alpha == highest ? value : ((long) value * alpha + highest / 2) / highest);
    }

    /** A single transparent colour, as tRNS gives for grey and RGB without an alpha channel. */
    private void blackOut(short[] samples) {
        int channels = header.channels();
        for (int at = 0; at < samples.length; at += channels) {
            boolean transparent = true;
            for (int sample = 0; sample < channels; sample++) {
                int wanted = (transparency[2 * sample] & 0xff) << 8 | transparency[2 * sample + 1] & 0xff;
                transparent &= (samples[at + sample] & 0xffff) == wanted;
            }
            for (int sample = 0; transparent && sample < channels; sample++) {
                samples[at + sample] = 0;
            }
        }
    }
}
