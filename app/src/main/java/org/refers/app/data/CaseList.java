package org.refers.app.data;

import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.VBox;
import org.refers.app.parts.Parts;
import org.refers.model.workspace.check.Issue.Case;
import org.refers.viewer.text.Texts;

/** The radiographs that a rule found. */
final class CaseList extends ListView<Case> {

    private final Texts texts;

    CaseList(Texts texts) {
        this.texts = texts;
        setId("data-cases");
        setAccessibleText(texts.get("data.cases"));
        setCellFactory(list -> new Row());
    }

    private final class Row extends ListCell<Case> {

        @Override
        protected void updateItem(Case found, boolean empty) {
            super.updateItem(found, empty);
            if (empty || found == null) {
                setGraphic(null);
                setAccessibleText(null);
                return;
            }
            String name = found.other().map(other -> texts.format("data.pair", found.radiograph(), other))
                    .orElse(found.radiograph());
            VBox box = new VBox(2, Parts.detail(name));
            if (!found.words().isEmpty()) {
                box.getChildren().add(Parts.detail(found.words()));
            }
            setGraphic(box);
            setAccessibleText(name + " " + found.words());
        }
    }
}
