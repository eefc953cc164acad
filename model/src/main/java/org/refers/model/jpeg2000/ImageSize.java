package org.refers.model.jpeg2000;

/**
 * The image and its tiles on the reference grid (annex B.2): all components are sampled alike, at every point.
 *
 * @param image where the image lies
 * @param tile where the first tile would lie, of which the image takes a part
 * @param components 1 to 16,384
 * @param precision bits of a sample, 1 to 16
 * @param signed whether samples are numbers with a sign
 */
record ImageSize(Area image, Area tile, int components, int precision, boolean signed) {

    /** Bytes of the shortest tile: the marker segment SOT, and SOD. */
    private static final int LEAST_TILE_BYTES = 14;

    private static final int MOST_BITS = 16;

    /**
     * Reads the marker segment SIZ.
     *
     * @param segment stands behind its length
     * @param streamBytes of the whole stream; tiles that could not even have a header there are refused
     */
    static ImageSize read(Segment segment, int streamBytes) throws Jpeg2000Exception {
        segment.skip(2);
        long right = segment.u32();
        long bottom = segment.u32();
        long left = segment.u32();
        long top = segment.u32();
        long tileWidth = segment.u32();
        long tileHeight = segment.u32();
        long tileLeft = segment.u32();
        long tileTop = segment.u32();
        int components = segment.u16();
        if (right > Integer.MAX_VALUE || bottom > Integer.MAX_VALUE || left >= right || top >= bottom
                || components < 1) {
            throw new Jpeg2000Exception("has no pixels");
        }
        // The first tile must hold the image's first pixel (B.3).
        if (tileLeft > left || tileTop > top || tileLeft + tileWidth <= left || tileTop + tileHeight <= top) {
            throw new Jpeg2000Exception("has tiles without pixels");
        }
        int depth = depth(segment, components);
        Area image = new Area((int) left, (int) top, (int) right, (int) bottom);
        Area tile = new Area((int) tileLeft, (int) tileTop, (int) Math.min(Integer.MAX_VALUE, tileLeft + tileWidth),
                (int) Math.min(Integer.MAX_VALUE, tileTop + tileHeight));
        ImageSize size = new ImageSize(image, tile, components, (depth & 0x7f) + 1, depth >= 0x80);
        if ((long) size.tilesAcross() * size.tilesDown() > streamBytes / LEAST_TILE_BYTES) {
            throw new Jpeg2000Exception("claims more tiles than it can hold");
        }
        return size;
    }

    /** The number that tells precision and sign, alike for all components. */
    private static int depth(Segment segment, int components) throws Jpeg2000Exception {
        int depth = -1;
        for (int i = 0; i < components; i++) {
            int own = segment.u8();
            int across = segment.u8();
            int down = segment.u8();
            if (across != 1 || down != 1 || (own & 0x7f) >= MOST_BITS || depth >= 0 && own != depth) {
                throw new Jpeg2000Exception("has components of more than 16 bits or sampled unlike");
            }
            depth = own;
        }
        return depth;
    }

    int tilesAcross() {
        return Math.ceilDiv(image.x1() - tile.x0(), tile.width());
    }

    int tilesDown() {
        return Math.ceilDiv(image.y1() - tile.y0(), tile.height());
    }

    /** The part of the image that a tile covers. */
    Area tile(int index) {
        long x = tile.x0() + (long) (index % tilesAcross()) * tile.width();
        long y = tile.y0() + (long) (index / tilesAcross()) * tile.height();
        return new Area((int) Math.max(x, image.x0()), (int) Math.max(y, image.y0()),
                (int) Math.min(x + tile.width(), image.x1()), (int) Math.min(y + tile.height(), image.y1()));
    }
}
