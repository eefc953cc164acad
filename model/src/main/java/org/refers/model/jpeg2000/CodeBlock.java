package org.refers.model.jpeg2000;

import java.util.Arrays;

/** A rectangle of a subband's coefficients that is coded by itself, and where its bytes lie. */
final class CodeBlock {

    /** As many as packet headers can tell of in one go; a block has three for each bit plane but the first. */
    static final int MOST_PASSES = 164;

    /** With {@link ComponentStyle#BYPASS} the first four bit planes are coded whole: passes 0 to 9. */
    private static final int LAST_WHOLE_PASS = 9;
    private static final int START = 0;
    private static final int LENGTH = 1;
    private static final int PASSES = 2;
    private static final int PER_PIECE = 3;

    private final Subband subband;
    private final Area area;
    private final ComponentStyle style;
    private int[] pieces = new int[0];
    private int count;
    private int placed;
    private int zeroPlanes;
    private int lengthBits = 3;
    private int passes;
    private int bytes;

    CodeBlock(Subband subband, Area area, ComponentStyle style) {
        this.subband = subband;
        this.area = area;
        this.style = style;
    }

    Subband subband() {
        return subband;
    }

    Area area() {
        return area;
    }

    ComponentStyle style() {
        return style;
    }

    /** Whether a packet held passes of it. */
    boolean isIncluded() {
        return passes > 0;
    }

    void setZeroPlanes(int planes) {
        zeroPlanes = planes;
    }

    /** Bits of a magnitude that are coded. */
    int planes() {
        return subband.bitPlanes() - zeroPlanes;
    }

    /** Bytes in all pieces. */
    int bytes() {
        return bytes;
    }

    /**
     * Reads of a packet's header how many bytes some passes have, one piece for each segment that they belong to.
     *
     * @param added passes, 1 or more
     */
    void readLengths(int added, PacketBits bits) throws Jpeg2000Exception {
        if (passes + added > MOST_PASSES) {
            throw Jpeg2000Exception.senseless();
        }
        while (bits.bit() == 1) {
            lengthBits++;
        }
        int end = passes + added;
        while (passes < end) {
            int taken = 1;
            while (passes + taken < end && !endsSegment(passes + taken - 1)) {
                taken++;
            }
            int width = lengthBits + 31 - Integer.numberOfLeadingZeros(taken);
            if (width > 31) {
                throw Jpeg2000Exception.senseless();
            }
            addPiece(bits.bits(width), taken);
        }
    }

    private void addPiece(int length, int taken) throws Jpeg2000Exception {
        if (length < 0 || bytes + length < 0) {
            throw Jpeg2000Exception.senseless();
        }
        if (pieces.length < PER_PIECE * (count + 1)) {
            pieces = Arrays.copyOf(pieces, PER_PIECE * (count + 1 + count / 2));
        }
        pieces[PER_PIECE * count + LENGTH] = length;
        pieces[PER_PIECE * count + PASSES] = taken;
        count++;
        passes += taken;
        bytes += length;
    }

    /** Takes the bytes whose lengths the packet's header told. */
    void takeBytes(PacketBits bits) throws Jpeg2000Exception {
        for (; placed < count; placed++) {
            pieces[PER_PIECE * placed + START] = bits.take(pieces[PER_PIECE * placed + LENGTH]);
        }
    }

    /** Whether a pass is the last one before the coder ends its bytes. */
    private boolean endsSegment(int pass) {
        return style.has(ComponentStyle.TERMINATE)
                || style.has(ComponentStyle.BYPASS) && pass >= LAST_WHOLE_PASS && pass % 3 != 1;
    }

    /** Whether a pass is coded as plain bits. */
    boolean isRaw(int pass) {
        return style.has(ComponentStyle.BYPASS) && pass > LAST_WHOLE_PASS && pass % 3 != 0;
    }

    /** What takes the passes of a block, segment after segment. */
    interface SegmentConsumer {

        /** Takes the next passes, whose bytes are the first ones of an array. */
        void take(int firstPass, int passes, byte[] bytes, int length) throws Jpeg2000Exception;
    }

    /**
     * Hands out the segments.
     *
     * @param packets the bytes in which the block's lie
     * @param buffer has room for {@link #bytes} and some more
     */
    void segments(byte[] packets, byte[] buffer, SegmentConsumer consumer) throws Jpeg2000Exception {
        int pass = 0;
        int piece = 0;
        while (piece < placed) {
            int length = 0;
            int end = pass;
            do {
                int from = PER_PIECE * piece++;
                System.arraycopy(packets, pieces[from + START], buffer, length, pieces[from + LENGTH]);
                length += pieces[from + LENGTH];
                end += pieces[from + PASSES];
            } while (piece < placed && !endsSegment(end - 1));
            consumer.take(pass, end - pass, buffer, length);
            pass = end;
        }
    }
}
