package org.refers.viewer.overlay;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Insets;
import javafx.scene.control.Label;
import javafx.scene.layout.Background;
import javafx.scene.layout.BackgroundFill;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.CornerRadii;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.scene.paint.CycleMethod;
import javafx.scene.paint.LinearGradient;
import javafx.scene.paint.Stop;

/** A bar of a map's colours over black, from its least to its greatest value. */
public final class MapLegend extends VBox {

    private static final int STOPS = 32;
    private static final double HEIGHT = 12;

    private final Region bar = new Region();

    /**
     * Creates a legend.
     *
     * @param least words at its left end
     * @param greatest words at its right end
     * @param accessible what a screen reader says of it
     */
    public MapLegend(String least, String greatest, String accessible) {
        super(3);
        setId("map-legend");
        getStyleClass().add("map-legend");
        setAccessibleText(accessible);
        bar.setId("map-legend-bar");
        bar.setMinHeight(HEIGHT);
        bar.setPrefHeight(HEIGHT);
        getChildren().addAll(bar, new BorderPane(null, null, detail(greatest), null, detail(least)));
    }

    private static Label detail(String words) {
        Label label = new Label(words);
        label.getStyleClass().add("row-detail");
        return label;
    }

    /** Shows the colours of a map. */
    public void show(MapLook look) {
        List<Stop> stops = new ArrayList<>();
        for (int i = 0; i <= STOPS; i++) {
            double value = (double) i / STOPS;
            int rgb = look.colours().rgb(value);
            stops.add(new Stop(value, Color.rgb(rgb >> 16, rgb >> 8 & 0xff, rgb & 0xff,
                    look.colours().alpha(value, look.opacity()))));
        }
        CornerRadii round = new CornerRadii(2);
        bar.setBackground(new Background(new BackgroundFill(Color.BLACK, round, Insets.EMPTY), new BackgroundFill(
                new LinearGradient(0, 0, 1, 0, true, CycleMethod.NO_CYCLE, stops), round, Insets.EMPTY)));
    }
}
