package org.refers.viewer.browser;

import java.util.Locale;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.refers.viewer.browser.BrowserItem.PatientItem;
import org.refers.viewer.browser.BrowserItem.StudyItem;
import org.refers.viewer.browser.BrowserItem.ViewItem;
import org.refers.viewer.text.Texts;

/** Draws one row of the browser. */
final class BrowserCell extends ListCell<BrowserItem> {

    /** Large enough to tell a lateral from a frontal view and an effusion from none. */
    static final int THUMBNAIL = 56;

    /** Width of a level. */
    private static final int INDENT = 13;

    private final Texts texts;
    private final ThumbnailSource thumbnails;
    private final BrowserRows rows;

    BrowserCell(Texts texts, ThumbnailSource thumbnails, BrowserRows rows) {
        this.texts = texts;
        this.thumbnails = thumbnails;
        this.rows = rows;
        getStyleClass().add("browser-cell");
        setAccessibleRole(AccessibleRole.TREE_ITEM);
        addEventHandler(MouseEvent.MOUSE_CLICKED, click -> {
            if (click.getClickCount() == 2 && !isEmpty()) {
                rows.toggle(getIndex());
            }
        });
        // Rows take the width there is and shorten their words; a browser that scrolls sideways hides them.
        setPrefWidth(0);
    }

    @Override
    protected void updateItem(@Nullable BrowserItem item, boolean empty) {
        super.updateItem(item, empty);
        setText(null);
        if (empty || item == null) {
            setGraphic(null);
        } else {
            setGraphic(new HBox(indent(item), row(item)));
            if (item instanceof BrowserItem.Waiting(int position)) {
                rows.with(position, patient -> {
                    // The list tells the cell.
                });
            }
        }
    }

    /** Room for the level, and the arrow of what can be opened. */
    private Node indent(BrowserItem item) {
        StackPane arrow = new StackPane();
        arrow.getStyleClass().add("browser-arrow");
        if (!(item instanceof ViewItem)) {
            arrow.getChildren().add(new FontIcon(
                    rows.isOpen(item, getIndex()) ? MaterialDesignC.CHEVRON_DOWN : MaterialDesignC.CHEVRON_RIGHT));
            arrow.setOnMousePressed(press -> {
                rows.toggle(getIndex());
                press.consume();
            });
        }
        int level = switch (item) {
            case BrowserItem.Waiting patient -> 0;
            case PatientItem patient -> 0;
            case StudyItem study -> 1;
            case ViewItem view -> 2;
        };
        HBox room = new HBox(arrow);
        room.setPadding(new Insets(0, 0, 0, level * INDENT));
        room.setMinWidth(Region.USE_PREF_SIZE);
        return room;
    }

    private Node row(BrowserItem item) {
        return switch (item) {
            case BrowserItem.Waiting patient -> shortened(texts.get("browser.waiting"), "row-detail");
            case PatientItem patient -> patientRow(patient);
            case StudyItem(BrowserStudy study) -> studyRow(study);
            case ViewItem view -> viewRow(view);
        };
    }

    private Node patientRow(PatientItem patient) {
        Label name = shortened(patient.patientId(), "patient-name");
        int studies = patient.studies().size();
        Label count = new Label(texts.format(studies == 1 ? "browser.study.one" : "browser.study.many", studies));
        count.getStyleClass().add("row-detail");
        count.setMinWidth(Region.USE_PREF_SIZE);
        HBox row = new HBox(8, new FontIcon(MaterialDesignA.ACCOUNT_OUTLINE), name, count);
        row.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(name, Priority.ALWAYS);
        return row;
    }

    private Node studyRow(BrowserStudy study) {
        Label name = shortened(texts.format("browser.study", study.order() + 1), "study-name");
        HBox head = new HBox(8, name);
        head.setAlignment(Pos.CENTER_LEFT);
        if (!study.split().isEmpty()) {
            head.getChildren().add(chip(study.split()));
        }
        if (!study.reported()) {
            head.getChildren().add(chip(texts.get("browser.noreport")));
        }
        Label findings = shortened(findings(study), "row-detail");
        findings.setTooltip(new Tooltip(findings.getText()));
        return new VBox(2, head, findings);
    }

    private String findings(BrowserStudy study) {
        if (study.findings().isEmpty()) {
            return texts.get(study.labelled() ? "browser.nofinding" : "browser.unlabelled");
        }
        return String.join(", ", study.findings());
    }

    private Node viewRow(ViewItem item) {
        BrowserView view = item.view();
        ImageView picture = new ImageView();
        picture.setFitWidth(THUMBNAIL);
        picture.setFitHeight(THUMBNAIL);
        StackPane frame = new StackPane(picture);
        frame.getStyleClass().add("thumbnail");
        frame.setMinSize(THUMBNAIL, THUMBNAIL);
        frame.setMaxSize(THUMBNAIL, THUMBNAIL);
        // The cell may show another view by the time the picture comes.
        thumbnails.request(view, image -> showIfStillHere(item, picture, image));
        Label name = shortened(texts.get("view.position." + view.position().name().toLowerCase(Locale.ROOT)),
                "view-name");
        String detail = view.columns() > 0 ? texts.format("browser.size", view.columns(), view.rows()) : "";
        VBox words = new VBox(2, name, shortened(detail, "row-detail"));
        if (view.boxes() > 0) {
            int boxes = view.boxes();
            words.getChildren().add(shortened(
                    texts.format(boxes == 1 ? "browser.box.one" : "browser.box.many", boxes), "row-boxes"));
        }
        words.setAlignment(Pos.CENTER_LEFT);
        HBox row = new HBox(10, frame, words);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private void showIfStillHere(ViewItem item, ImageView picture, Image image) {
        if (getItem() == item) {
            picture.setImage(image);
        }
    }

    private static Label chip(String text) {
        Label chip = new Label(text);
        chip.getStyleClass().add("chip");
        chip.setMinWidth(Region.USE_PREF_SIZE);
        return chip;
    }

    private static Label shortened(String text, String styleClass) {
        Label label = new Label(text);
        label.getStyleClass().add(styleClass);
        label.setTextOverrun(OverrunStyle.ELLIPSIS);
        label.setMinWidth(0);
        return label;
    }
}
