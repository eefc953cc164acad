package org.refers.app.parts;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.layout.Pane;

/**
 * Tiles beside each other that share the width; what does not fit with all its words goes to a further row. A row that cannot wrap
 * would push the whole screen over the edges of a narrow window.
 */
public final class TileRows extends Pane {

    private final double gap;

    /** Lays tiles out with a gap between them. */
    public TileRows(double gap, Node... tiles) {
        super(tiles);
        this.gap = gap;
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    private double sides() {
        return getInsets().getLeft() + getInsets().getRight();
    }

    @Override
    protected double computeMinWidth(double height) {
        return sides() + getManagedChildren().stream().mapToDouble(tile -> tile.minWidth(-1)).max().orElse(0);
    }

    @Override
    protected double computePrefWidth(double height) {
        List<Node> tiles = getManagedChildren();
        return sides() + gap * Math.max(0, tiles.size() - 1)
                + tiles.stream().mapToDouble(tile -> tile.prefWidth(-1)).sum();
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected double computePrefHeight(double width) {
        List<List<Node>> rows = rows(width < 0 ? Double.MAX_VALUE : width - sides());
        return getInsets().getTop() + getInsets().getBottom() + gap * Math.max(0, rows.size() - 1)
                + rows.stream().mapToDouble(TileRows::height).sum();
    }

    private static double height(List<Node> row) {
        return row.stream().mapToDouble(tile -> tile.prefHeight(-1)).max().orElse(0);
    }

    private List<List<Node>> rows(double width) {
        List<List<Node>> rows = new ArrayList<>();
        double left = 0;
        for (Node tile : getManagedChildren()) {
            double least = Math.ceil(tile.minWidth(-1));
            if (rows.isEmpty() || left < gap + least) {
                rows.add(new ArrayList<>());
                left = width - least;
            } else {
                left -= gap + least;
            }
            rows.getLast().add(tile);
        }
        return rows;
    }

    @Override
    protected void layoutChildren() {
        Insets insets = getInsets();
        double width = getWidth() - sides();
        double y = insets.getTop();
        for (List<Node> row : rows(width)) {
            double height = height(row);
            double x = insets.getLeft();
            double[] widths = widths(row, width - gap * (row.size() - 1));
            for (int i = 0; i < row.size(); i++) {
                row.get(i).resizeRelocate(x, y, widths[i], height);
                x += widths[i] + gap;
            }
            y += height + gap;
        }
    }

    /** First what each wants beyond its least, as far as there is room; then equal parts of the rest. */
    private static double[] widths(List<Node> row, double width) {
        double[] least = row.stream().mapToDouble(tile -> Math.ceil(tile.minWidth(-1))).toArray();
        double room = width;
        double wanted = 0;
        for (int i = 0; i < least.length; i++) {
            room -= least[i];
            wanted += Math.max(0, row.get(i).prefWidth(-1) - least[i]);
        }
        double share = wanted > 0 ? Math.clamp(room / wanted, 0, 1) : 0;
        double rest = Math.max(0, room - wanted * share) / least.length;
        double[] widths = new double[least.length];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = least[i] + share * Math.max(0, row.get(i).prefWidth(-1) - least[i]) + rest;
        }
        return widths;
    }
}
