package org.refers.viewer.overlay;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Insets;
import javafx.scene.layout.Background;
import javafx.scene.layout.BackgroundFill;
import javafx.scene.layout.CornerRadii;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.paint.CycleMethod;
import javafx.scene.paint.LinearGradient;
import javafx.scene.paint.Stop;

/** A map's colours over black, from its least to its greatest value. */
public final class ColourBar extends Region {

    private static final int STOPS = 32;
    private static final double HEIGHT = 12;

    /** Creates an empty bar. */
    public ColourBar() {
        setMinHeight(HEIGHT);
        setPrefHeight(HEIGHT);
        setMaxHeight(HEIGHT);
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
        setBackground(new Background(new BackgroundFill(Color.BLACK, round, Insets.EMPTY), new BackgroundFill(
                new LinearGradient(0, 0, 1, 0, true, CycleMethod.NO_CYCLE, stops), round, Insets.EMPTY)));
    }
}
