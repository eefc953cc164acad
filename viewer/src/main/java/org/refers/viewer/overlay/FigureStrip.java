package org.refers.viewer.overlay;

import java.util.List;

/**
 * Small pictures of one radiograph under other maps, below a figure.
 *
 * @param heading words above them
 * @param tiles the pictures, seven in a row
 */
public record FigureStrip(TextMask heading, List<Tile> tiles) {

    static final int IN_A_ROW = 7;
    static final int GAP = 12;

    /** Copies the tiles. */
    public FigureStrip {
        tiles = List.copyOf(tiles);
    }

    /**
     * A picture with its words below.
     *
     * @param map the map
     * @param words no wider than {@link ExplanationFigure#tileWidth}
     */
    public record Tile(MapGrid map, TextMask words) {
    }
}
