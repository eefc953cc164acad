package org.refers.model.jpeg2000;

import java.util.ArrayList;
import java.util.List;

/** A part of a resolution whose packets, one a layer, hold its code-blocks. The blocks are made when a packet needs them. */
final class Precinct {

    private final int component;
    private final Resolution resolution;
    private final int index;
    private final int x;
    private final int y;
    private List<BlockGrid> grids = List.of();
    private boolean laid;
    private int layersRead;

    /**
     * Places a precinct.
     *
     * @param index among those of its resolution, row after row
     * @param tile of which it is a part
     */
    Precinct(int component, Resolution resolution, int index, Area tile) {
        this.component = component;
        this.resolution = resolution;
        this.index = index;
        ComponentStyle style = resolution.style();
        long column = (long) (resolution.area().x0() >> style.precinctWidth(resolution.number()))
                + index % resolution.precinctsAcross();
        long row = (long) (resolution.area().y0() >> style.precinctHeight(resolution.number()))
                + index / resolution.precinctsAcross();
        this.x = (int) Math.max(tile.x0(), column << style.precinctWidth(resolution.number()) << resolution.level());
        this.y = (int) Math.max(tile.y0(), row << style.precinctHeight(resolution.number()) << resolution.level());
    }

    int component() {
        return component;
    }

    int resolution() {
        return resolution.number();
    }

    int index() {
        return index;
    }

    /** Where its place is among the others in orders by position: a column of the reference grid. */
    int x() {
        return x;
    }

    /** A row of the reference grid. */
    int y() {
        return y;
    }

    int layersRead() {
        return layersRead;
    }

    void layerIsRead() {
        layersRead++;
    }

    List<BlockGrid> grids(BlockBudget budget) throws Jpeg2000Exception {
        if (!laid) {
            laid = true;
            grids = lay(budget);
        }
        return grids;
    }

    /** The blocks that were needed. */
    List<BlockGrid> grids() {
        return grids;
    }

    private List<BlockGrid> lay(BlockBudget budget) throws Jpeg2000Exception {
        ComponentStyle style = resolution.style();
        // A precinct of samples is half as large in each subband, which holds half as many.
        int halved = resolution.number() == 0 ? 0 : 1;
        int width = style.precinctWidth(resolution.number()) - halved;
        int height = style.precinctHeight(resolution.number()) - halved;
        int blockWidth = Math.min(style.blockWidth(), width);
        int blockHeight = Math.min(style.blockHeight(), height);
        long firstColumn = resolution.area().x0() >> width + halved;
        long firstRow = resolution.area().y0() >> height + halved;
        long column = firstColumn + index % resolution.precinctsAcross();
        long row = firstRow + index / resolution.precinctsAcross();
        List<BlockGrid> laidOut = new ArrayList<>();
        for (Subband band : resolution.subbands()) {
            Area all = band.area();
            Area part = new Area((int) Math.max(all.x0(), column << width), (int) Math.max(all.y0(), row << height),
                    (int) Math.min(all.x1(), column + 1 << width), (int) Math.min(all.y1(), row + 1 << height));
            if (!part.isEmpty()) {
                budget.take((long) Resolution.pieces(part.x0(), part.x1(), blockWidth)
                        * Resolution.pieces(part.y0(), part.y1(), blockHeight));
                BlockGrid.lay(band, part, style, blockWidth, blockHeight, laidOut);
            }
        }
        return laidOut;
    }
}
