package org.refers.app.parts;

import javafx.scene.Node;
import javafx.scene.control.ListCell;

/**
 * A row of a list whose words may take a second line. A plain cell asks its content how high it is without saying how wide, and so cuts
 * what wraps.
 *
 * @param <T> what is listed
 */
public abstract class WrappingCell<T> extends ListCell<T> {

    /** Creates an empty cell. */
    protected WrappingCell() {
    }

    /** As wide as the list, whatever it says. */
    @Override
    protected double computePrefWidth(double height) {
        return 0;
    }

    @Override
    protected double computePrefHeight(double width) {
        Node row = getGraphic();
        double room = width - snappedLeftInset() - snappedRightInset();
        return row == null || room <= 0
                ? super.computePrefHeight(width)
                : snappedTopInset() + row.prefHeight(room) + snappedBottomInset();
    }
}
