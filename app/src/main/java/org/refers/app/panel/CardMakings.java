package org.refers.app.panel;

import java.util.function.Consumer;
import javafx.scene.control.Hyperlink;
import org.refers.model.workspace.RadiographEntry;
import org.refers.viewer.text.Texts;

/**
 * What cards are made from.
 *
 * @param texts what users read
 * @param pictures of radiographs
 * @param open turns to a radiograph on the reading screen
 */
record CardMakings(Texts texts, PanelPictures pictures, Consumer<String> open) {

    /** A link to a radiograph. */
    Hyperlink link(RadiographEntry radiograph) {
        Hyperlink link = new Hyperlink(texts.get("panel.open"));
        link.getStyleClass().add("recent-link");
        link.setOnAction(pressed -> open.accept(radiograph.id()));
        return link;
    }
}
