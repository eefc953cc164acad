package org.refers.model.jpeg2000;

import java.util.List;

/**
 * Packets that follow each other in one order (A.6.6): all of these resolutions, components and layers that were not before.
 *
 * @param firstResolution the first one
 * @param endResolution the one after the last
 * @param firstComponent the first one
 * @param endComponent the one after the last
 * @param endLayer the one after the last
 * @param order by what they are ordered
 */
record OrderChange(int firstResolution, int endResolution, int firstComponent, int endComponent, int endLayer,
        PacketOrder order) {

    /** As many as resolutions of a component; a stream that changes its mind more often is made up. */
    private static final int MOST = 64;

    static OrderChange all(TileStyle style) {
        return new OrderChange(0, Integer.MAX_VALUE, 0, Integer.MAX_VALUE, style.layers(), style.order());
    }

    static void read(Segment segment, int components, List<OrderChange> to) throws Jpeg2000Exception {
        boolean wide = components > 256;
        while (segment.left() > 0) {
            int firstResolution = segment.u8();
            int firstComponent = wide ? segment.u16() : segment.u8();
            int endLayer = segment.u16();
            int endResolution = segment.u8();
            int endComponent = wide ? segment.u16() : segment.u8();
            PacketOrder order = PacketOrder.of(segment.u8());
            if (to.size() >= MOST) {
                throw Jpeg2000Exception.senseless();
            }
            // In one byte, 256 components are told as 0.
            to.add(new OrderChange(firstResolution, endResolution, firstComponent,
                    endComponent == 0 ? Integer.MAX_VALUE : endComponent, endLayer, order));
        }
    }

    boolean holds(Precinct precinct) {
        return precinct.resolution() >= firstResolution && precinct.resolution() < endResolution
                && precinct.component() >= firstComponent && precinct.component() < endComponent;
    }
}
