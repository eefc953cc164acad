package org.refers.model.jpeg2000;

import java.util.List;
import java.util.function.Consumer;

/** The code-blocks of one subband in a precinct, and what of them was read of the packets' headers. */
final class BlockGrid {

    /** More than any number of bit planes that a stream can tell. */
    private static final int MOST_ZERO_PLANES = 74;

    private final int across;
    private final CodeBlock[] blocks;
    private final TagTree firstLayers;
    private final TagTree zeroPlanes;

    private BlockGrid(int across, CodeBlock[] blocks) {
        this.across = across;
        this.blocks = blocks;
        this.firstLayers = new TagTree(across, blocks.length / across);
        this.zeroPlanes = new TagTree(across, blocks.length / across);
    }

    /**
     * Lays out the blocks of a part of a subband.
     *
     * @param part of the subband, in its coordinates; may be empty
     * @param width of a block as an exponent of 2
     * @param height its height
     * @param to takes the grid, unless it is empty
     */
    static void lay(Subband subband, Area part, ComponentStyle style, int width, int height, List<BlockGrid> to) {
        if (part.isEmpty()) {
            return;
        }
        int across = Resolution.pieces(part.x0(), part.x1(), width);
        int down = Resolution.pieces(part.y0(), part.y1(), height);
        CodeBlock[] blocks = new CodeBlock[across * down];
        int firstX = part.x0() >> width;
        int firstY = part.y0() >> height;
        for (int i = 0; i < blocks.length; i++) {
            int x = firstX + i % across;
            int y = firstY + i / across;
            blocks[i] = new CodeBlock(subband, new Area(Math.max(part.x0(), x << width), Math.max(part.y0(),
                    y << height), (int) Math.min(part.x1(), x + 1L << width),
                    (int) Math.min(part.y1(),
                            y + 1L << height)),
                    style);
        }
        to.add(new BlockGrid(across, blocks));
    }

    int blocks() {
        return blocks.length;
    }

    /** Reads which blocks a packet adds to, by how many passes of how many bytes. */
    void readHeader(int layer, PacketBits bits, List<CodeBlock> added) throws Jpeg2000Exception {
        for (int i = 0; i < blocks.length; i++) {
            CodeBlock block = blocks[i];
            boolean adds = block.isIncluded() ? bits.bit() == 1 : begins(i, layer, bits);
            if (adds) {
                block.readLengths(passes(bits), bits);
                added.add(block);
            }
        }
    }

    private boolean begins(int index, int layer, PacketBits bits) throws Jpeg2000Exception {
        int x = index % across;
        int y = index / across;
        if (!firstLayers.isBelow(x, y, layer + 1, bits)) {
            return false;
        }
        int limit = 1;
        while (!zeroPlanes.isBelow(x, y, limit, bits)) {
            if (++limit > MOST_ZERO_PLANES) {
                throw Jpeg2000Exception.senseless();
            }
        }
        blocks[index].setZeroPlanes(zeroPlanes.value(x, y));
        return true;
    }

    /** The number of passes (table B.4). */
    private static int passes(PacketBits bits) throws Jpeg2000Exception {
        if (bits.bit() == 0) {
            return 1;
        }
        if (bits.bit() == 0) {
            return 2;
        }
        int few = bits.bits(2);
        if (few < 3) {
            return 3 + few;
        }
        int more = bits.bits(5);
        return more < 31 ? 6 + more : 37 + bits.bits(7);
    }

    void forEach(Consumer<CodeBlock> consumer) {
        for (CodeBlock block : blocks) {
            consumer.accept(block);
        }
    }
}
