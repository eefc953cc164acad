package org.refers.model.jpeg2000;

import java.util.Arrays;

/**
 * Decodes code-blocks, bit plane after bit plane (annex D). Used by one thread.
 *
 * <p>A block is coded in stripes of four rows, each column after column. What is known of such a column and its neighbours
 * stands in one number: bits 0 to 17 tell, in rows of three, which samples of six rows and three columns are significant, the
 * column's own in the middle; bits 18 to 23 which of the six in the middle are negative; bits 24 to 27 which of the four were
 * refined before; bits 28 to 31 which had their turn in this bit plane. A margin of one column and one stripe around the block
 * spares all questions about its edge.
 */
final class BlockDecoder {

    private static final int STRIPE = 4;
    private static final int NEAR = 0x1ef;
    private static final int ALL_NEAR = 0x3ffff;
    private static final int OWN = 0x10;
    private static final int ALL_OWN = OWN | OWN << 3 | OWN << 6 | OWN << 9;
    private static final int NEGATIVE = 18;
    private static final int REFINED = 24;
    private static final int DONE = 28;
    private static final int ALL_DONE = 0xf << DONE;
    /** With the bit for a half below the last plane, magnitudes stay below 2^31. */
    private static final int MOST_PLANES = 30;
    private static final int MARGIN = 2;
    private static final int KNOWN_SYMBOLS = 0b1010;

    private final MqDecoder coder = new MqDecoder();
    private final RawBits raw = new RawBits();
    private byte[] buffer = new byte[1 << 13];
    private int[] magnitudes = new int[1 << 12];
    private int[] flags = new int[0];
    private byte[] significance = ContextTables.significanceOf(new Subband(new Area(0, 0, 0, 0), 0, 0, 0, 0, 0, 0, 1));
    private int width;
    private int height;
    private int stride;
    private boolean causal;

    /**
     * Decodes a block. Afterwards {@link #magnitude} and {@link #isNegative} tell its coefficients.
     *
     * @param packets the bytes in which the block's lie
     */
    void decode(CodeBlock block, byte[] packets) throws Jpeg2000Exception {
        if (block.planes() > MOST_PLANES) {
            throw Jpeg2000Exception.senseless();
        }
        width = block.area().width();
        height = block.area().height();
        stride = width + MARGIN;
        causal = block.style().has(ComponentStyle.CAUSAL);
        significance = ContextTables.significanceOf(block.subband());
        clear();
        if (buffer.length < block.bytes() + MARGIN) {
            buffer = new byte[block.bytes() + MARGIN];
        }
        coder.reset();
        block.segments(packets, buffer, (pass, passes, bytes, length) -> decode(block, pass, passes, length));
    }

    private void clear() {
        int cells = stride * (Math.ceilDiv(height, STRIPE) + MARGIN);
        if (flags.length < cells) {
            flags = new int[cells];
        } else {
            Arrays.fill(flags, 0, cells, 0);
        }
        Arrays.fill(magnitudes, 0, width * height, 0);
    }

    private void decode(CodeBlock block, int first, int passes, int length) throws Jpeg2000Exception {
        buffer[length] = -1;
        buffer[length + 1] = -1;
        boolean plain = block.isRaw(first);
        if (plain) {
            raw.begin(buffer, length);
        } else {
            coder.begin(buffer);
        }
        for (int pass = first; pass < first + passes; pass++) {
            int plane = block.planes() - 1 - (pass + 2) / 3;
            if (plane < 0) {
                throw new Jpeg2000Exception("has a code-block of more passes than bits");
            }
            // Twice the bit, so that a half of the last one can be told.
            pass(pass, 2 << plane, plain);
            if (pass % 3 == 0 && block.style().has(ComponentStyle.SYMBOLS)) {
                requireKnownSymbols();
            }
            if (block.style().has(ComponentStyle.RESET)) {
                coder.reset();
            }
        }
    }

    private void pass(int pass, int bit, boolean plain) {
        for (int row = 0; row < height; row += STRIPE) {
            int at = stride * (row / STRIPE + 1) + 1;
            int rows = Math.min(STRIPE, height - row);
            switch (pass % 3) {
                case 0 -> cleanUp(at, row * width, rows, bit);
                case 1 -> {
                    if (plain) {
                        propagateRaw(at, row * width, rows, bit);
                    } else {
                        propagate(at, row * width, rows, bit);
                    }
                }
                default -> refine(at, row * width, rows, bit, plain);
            }
        }
    }

    /** The significance propagation pass over a stripe: samples beside significant ones. */
    private void propagate(int from, int first, int rows, int bit) {
        int[] cells = flags;
        byte[] contexts = significance;
        int end = from + width;
        for (int at = from; at < end; at++) {
            int flag = cells[at];
            // Nothing near, or all four significant before.
            if ((flag & ALL_NEAR) == 0 || (flag & ALL_OWN) == ALL_OWN) {
                continue;
            }
            for (int r = 0; r < rows; r++) {
                int near = flag >> 3 * r & 0x1ff;
                if ((near & OWN) == 0 && near != 0) {
                    flag |= 1 << DONE + r;
                    if (coder.decode(contexts[near]) == 1) {
                        cells[at] = flag;
                        becomeSignificant(at, r, decodeSign(at, r), first + r * width + at - from, bit);
                        flag = cells[at];
                    }
                }
            }
            cells[at] = flag;
        }
    }

    private void propagateRaw(int from, int first, int rows, int bit) {
        for (int x = 0; x < width; x++) {
            int at = from + x;
            for (int r = 0; r < rows; r++) {
                int near = flags[at] >> 3 * r & 0x1ff;
                if ((near & OWN) == 0 && near != 0) {
                    if (raw.bit() == 1) {
                        becomeSignificant(at, r, raw.bit(), first + r * width + x, bit);
                    }
                    flags[at] |= 1 << DONE + r;
                }
            }
        }
    }

    /** The magnitude refinement pass over a stripe: a further bit of samples that were significant before. */
    private void refine(int from, int first, int rows, int bit, boolean plain) {
        int[] cells = flags;
        int[] values = magnitudes;
        int half = bit >> 1;
        for (int x = 0; x < width; x++) {
            int flag = cells[from + x];
            if ((flag & ALL_OWN) == 0) {
                continue;
            }
            int sample = first + x;
            for (int r = 0; r < rows; r++) {
                if ((flag >> 3 * r & OWN) != 0 && (flag >> DONE + r & 1) == 0) {
                    int set = plain ? raw.bit() : coder.decode(refinement(flag, r));
                    // Before, the sample stood in the middle of what is now split in two.
                    values[sample] += set * bit - half;
                    flag |= 1 << REFINED + r;
                }
                sample += width;
            }
            cells[from + x] = flag;
        }
    }

    private static int refinement(int flag, int r) {
        if ((flag >> REFINED + r & 1) != 0) {
            return ContextTables.FIRST_REFINEMENT + 2;
        }
        return (flag >> 3 * r & NEAR) == 0 ? ContextTables.FIRST_REFINEMENT : ContextTables.FIRST_REFINEMENT + 1;
    }

    /** The cleanup pass over a stripe: all samples that had no turn, four at once where nothing is near. */
    private void cleanUp(int from, int first, int rows, int bit) {
        int[] cells = flags;
        byte[] contexts = significance;
        for (int x = 0; x < width; x++) {
            int at = from + x;
            int flag = cells[at];
            if ((flag & ALL_OWN) == ALL_OWN) {
                cells[at] = flag & ~ALL_DONE;
                continue;
            }
            int r = 0;
            if (flag == 0 && rows == STRIPE) {
                if (coder.decode(MqDecoder.RUN) == 0) {
                    continue;
                }
                r = coder.decode(MqDecoder.UNIFORM) << 1;
                r |= coder.decode(MqDecoder.UNIFORM);
                becomeSignificant(at, r, decodeSign(at, r), first + r * width + x, bit);
                flag = cells[at];
                r++;
            }
            for (; r < rows; r++) {
                if ((flag >> DONE + r & 1) == 0 && (flag >> 3 * r & OWN) == 0
                        && coder.decode(contexts[flag >> 3 * r & 0x1ff]) == 1) {
                    becomeSignificant(at, r, decodeSign(at, r), first + r * width + x, bit);
                    flag = cells[at];
                }
            }
            cells[at] = flag & ~ALL_DONE;
        }
    }

    private int decodeSign(int at, int r) {
        int flag = flags[at];
        int near = flag >> 3 * r;
        int signs = flag >> NEGATIVE + r;
        int index = near >> 3 & 1 | near >> 4 & 2 | near << 1 & 4 | near >> 4 & 8
                | (flags[at - 1] >> NEGATIVE + 1 + r & 1) << 4 | (flags[at + 1] >> NEGATIVE + 1 + r & 1) << 5
                | (signs & 1) << 6 | (signs & 4) << 5;
        int context = ContextTables.SIGN[index];
        return coder.decode(context & ContextTables.SIGN_INVERTED - 1) ^ context >> 5;
    }

    /** Tells a sample's neighbours, and gives it one and a half of the bit, the middle of what it may be. */
    private void becomeSignificant(int at, int r, int negative, int sample, int bit) {
        magnitudes[sample] = bit | bit >> 1;
        int row = 3 * (r + 1);
        flags[at - 1] |= 4 << row;
        flags[at] |= 2 << row | negative << NEGATIVE + 1 + r;
        flags[at + 1] |= 1 << row;
        if (r == 0 && !causal) {
            int above = at - stride;
            flags[above - 1] |= 4 << 15;
            flags[above] |= 2 << 15 | negative << NEGATIVE + 5;
            flags[above + 1] |= 1 << 15;
        } else if (r == STRIPE - 1) {
            int below = at + stride;
            flags[below - 1] |= 4;
            flags[below] |= 2 | negative << NEGATIVE;
            flags[below + 1] |= 1;
        }
    }

    private void requireKnownSymbols() throws Jpeg2000Exception {
        int symbols = 0;
        for (int i = 0; i < 4; i++) {
            symbols = symbols << 1 | coder.decode(MqDecoder.UNIFORM);
        }
        if (symbols != KNOWN_SYMBOLS) {
            throw new Jpeg2000Exception("has a code-block that is damaged");
        }
    }

    /** Puts the coefficients of a reversible wavelet into their plane. */
    void put(CodeBlock block, int[] plane, int from, int planeStride) {
        int shift = block.subband().regionShift();
        for (int y = 0; y < height; y++) {
            int flag = stride * (y / STRIPE + 1) + 1;
            int negative = NEGATIVE + 1 + y % STRIPE;
            for (int x = 0; x < width; x++) {
                int magnitude = background(magnitudes[y * width + x], shift) >> 1;
                int sign = -(flags[flag + x] >> negative & 1);
                plane[from + y * planeStride + x] = (magnitude ^ sign) - sign;
            }
        }
    }

    /** Puts the coefficients of an irreversible wavelet into their plane. */
    void put(CodeBlock block, float[] plane, int from, int planeStride) {
        int shift = block.subband().regionShift();
        float half = block.subband().step() / 2;
        for (int y = 0; y < height; y++) {
            int flag = stride * (y / STRIPE + 1) + 1;
            int negative = NEGATIVE + 1 + y % STRIPE;
            for (int x = 0; x < width; x++) {
                float magnitude = half * background(magnitudes[y * width + x], shift);
                plane[from + y * planeStride + x] = (flags[flag + x] >> negative & 1) == 0 ? magnitude : -magnitude;
            }
        }
    }

    /** Brings a region of interest, whose magnitudes stand above all others, back among them (annex H). */
    private static int background(int doubled, int shift) {
        return shift > 0 && doubled >> 1 >= 1 << Math.min(30, shift) ? doubled >> shift : doubled;
    }
}
