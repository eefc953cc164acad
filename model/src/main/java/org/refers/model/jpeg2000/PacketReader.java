package org.refers.model.jpeg2000;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Reads the packets of a tile in their order (B.10, B.12), so that its code-blocks know where their bytes lie. */
final class PacketReader {

    private static final int SOP_LENGTH = 6;
    private static final int EPH_LENGTH = 2;

    private final TileStyle style;
    private final PacketBits bits;
    private final BlockBudget budget;
    private final List<CodeBlock> added = new ArrayList<>();

    PacketReader(TileStyle style, TileParts.Packets packets, BlockBudget budget) {
        this.style = style;
        this.bits = new PacketBits(packets);
        this.budget = budget;
    }

    /**
     * Reads all packets.
     *
     * @param precincts all of the tile, in any order
     * @return whether the last one was there; an encoder may leave the last ones out
     */
    boolean read(List<Precinct> precincts, List<OrderChange> changes) throws Jpeg2000Exception {
        List<OrderChange> orders = changes.isEmpty() ? List.of(OrderChange.all(style)) : changes;
        for (OrderChange order : orders) {
            List<Precinct> held = new ArrayList<>(precincts.stream().filter(order::holds).toList());
            held.sort(comparator(order.order()));
            if (!read(held, order)) {
                return false;
            }
        }
        return true;
    }

    private boolean read(List<Precinct> sorted, OrderChange order) throws Jpeg2000Exception {
        int layers = Math.min(order.endLayer(), style.layers());
        return switch (order.order()) {
            case LAYER_RESOLUTION -> readByLayer(sorted, layers);
            case RESOLUTION_LAYER -> {
                int from = 0;
                boolean whole = true;
                while (whole && from < sorted.size()) {
                    int end = from;
                    while (end < sorted.size() && sorted.get(end).resolution() == sorted.get(from).resolution()) {
                        end++;
                    }
                    whole = readByLayer(sorted.subList(from, end), layers);
                    from = end;
                }
                yield whole;
            }
            default -> {
                for (Precinct precinct : sorted) {
                    while (precinct.layersRead() < layers) {
                        if (!readPacket(precinct)) {
                            yield false;
                        }
                    }
                }
                yield true;
            }
        };
    }

    private boolean readByLayer(List<Precinct> sorted, int layers) throws Jpeg2000Exception {
        for (int layer = 0; layer < layers; layer++) {
            budget.look(sorted.size());
            for (Precinct precinct : sorted) {
                if (precinct.layersRead() == layer && !readPacket(precinct)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static Comparator<Precinct> comparator(PacketOrder order) {
        Comparator<Precinct> position = Comparator.comparingInt(Precinct::y).thenComparingInt(Precinct::x);
        Comparator<Precinct> first = switch (order) {
            case LAYER_RESOLUTION, RESOLUTION_LAYER -> Comparator.comparingInt(Precinct::resolution);
            case RESOLUTION_POSITION -> Comparator.comparingInt(Precinct::resolution).thenComparing(position);
            case POSITION_COMPONENT -> position;
            case COMPONENT_POSITION -> Comparator.comparingInt(Precinct::component).thenComparing(position);
        };
        return first.thenComparingInt(Precinct::component).thenComparingInt(Precinct::resolution)
                .thenComparingInt(Precinct::index);
    }

    /** Reads a packet; false where the bytes ended before it. */
    private boolean readPacket(Precinct precinct) throws Jpeg2000Exception {
        if (bits.isAtEnd()) {
            return false;
        }
        bits.skip(Markers.SOP, SOP_LENGTH);
        int layer = precinct.layersRead();
        precinct.layerIsRead();
        added.clear();
        if (bits.bit() == 1) {
            for (BlockGrid grid : precinct.grids(budget)) {
                budget.look(grid.blocks());
                grid.readHeader(layer, bits, added);
            }
        }
        bits.align();
        if (style.headerEnds()) {
            bits.skip(Markers.EPH, EPH_LENGTH);
        }
        for (CodeBlock block : added) {
            block.takeBytes(bits);
        }
        return true;
    }
}
