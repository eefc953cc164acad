package org.refers.viewer.overlay;

import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;

/** A bar of a map's colours over black, from its least to its greatest value. */
public final class MapLegend extends VBox {

    private final ColourBar bar = new ColourBar();

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
        getChildren().addAll(bar, new BorderPane(null, null, detail(greatest), null, detail(least)));
    }

    private static Label detail(String words) {
        Label label = new Label(words);
        label.getStyleClass().add("row-detail");
        return label;
    }

    /** Shows the colours of a map. */
    public void show(MapLook look) {
        bar.show(look);
    }
}
