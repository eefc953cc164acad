package org.refers.app.parts;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

class TileRowsTest {

    private static Region tile(double least, double wanted) {
        Region tile = new Region();
        tile.setMinSize(least, 40);
        tile.setPrefSize(wanted, 40);
        return tile;
    }

    private static List<Double> widths(TileRows rows) {
        return rows.getChildren().stream().map(Node::getLayoutBounds).map(bounds -> bounds.getWidth()).toList();
    }

    private static TileRows laid(double width) {
        TileRows rows = new TileRows(8, tile(80, 80), tile(80, 80), tile(80, 160));
        rows.resize(width, rows.prefHeight(width));
        rows.layout();
        return rows;
    }

    @Test
    void aWideRowIsFilled() {
        TileRows rows = laid(366);
        assertEquals(List.of(90.0, 90.0, 170.0), widths(rows));
        assertEquals(40, rows.prefHeight(366));
    }

    @Test
    void theLongestGivesWayFirst() {
        assertEquals(List.of(80.0, 80.0, 120.0), widths(laid(296)));
    }

    /** The least width is that of one tile: a screen with all in one row was wider than the window may be. */
    @Test
    void whatDoesNotFitGoesToAFurtherRow() {
        TileRows rows = laid(200);
        assertEquals(80, rows.minWidth(-1));
        assertEquals(88, rows.prefHeight(200));
        assertEquals(List.of(96.0, 96.0, 200.0), widths(rows));
        assertEquals(48, rows.getChildren().getLast().getLayoutY());
    }
}
