package org.refers.model.jpeg2000;

/** By what packets are ordered, the slowest first: layer, resolution, component, position (B.12). */
enum PacketOrder {
    LAYER_RESOLUTION, RESOLUTION_LAYER, RESOLUTION_POSITION, POSITION_COMPONENT, COMPONENT_POSITION;

    static PacketOrder of(int number) throws Jpeg2000Exception {
        if (number >= values().length) {
            throw Jpeg2000Exception.senseless();
        }
        return values()[number];
    }
}
