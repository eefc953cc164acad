package org.refers.model.jpeg2000;

/**
 * How the packets of a tile follow each other (A.6.1, SGcod).
 *
 * @param order by what packets are ordered
 * @param layers 1 to 65,535
 * @param mixed whether the first three components are coded as one brightness and two differences
 * @param headerEnds whether packet headers end with a marker
 */
record TileStyle(PacketOrder order, int layers, boolean mixed, boolean headerEnds) {

    /**
     * Reads the style.
     *
     * @param segment stands behind the flags
     */
    static TileStyle read(int flags, Segment segment) throws Jpeg2000Exception {
        PacketOrder order = PacketOrder.of(segment.u8());
        int layers = segment.u16();
        int mixed = segment.u8();
        if (layers == 0 || mixed > 1) {
            throw Jpeg2000Exception.senseless();
        }
        return new TileStyle(order, layers, mixed == 1, (flags & 4) != 0);
    }
}
