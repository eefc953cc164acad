package org.refers.viewer.image;

import java.util.Optional;
import javafx.geometry.Point2D;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import org.refers.model.study.PatientOrientation;
import org.refers.model.study.Radiograph;
import org.refers.viewer.text.Texts;

/** The patient's directions at the picture's edges, turned with the view. */
final class OrientationMarks extends StackPane {

    private final Label left = mark("mark-left", Pos.CENTER_LEFT);
    private final Label right = mark("mark-right", Pos.CENTER_RIGHT);
    private final Label top = mark("mark-top", Pos.TOP_CENTER);
    private final Label bottom = mark("mark-bottom", Pos.BOTTOM_CENTER);

    OrientationMarks() {
        getStyleClass().add("view-marks");
        setMouseTransparent(true);
    }

    private Label mark(String id, Pos where) {
        Label label = new Label();
        label.setId(id);
        label.getStyleClass().add("hud-mark");
        setAlignment(label, where);
        getChildren().add(label);
        return label;
    }

    /** Shows a radiograph's directions; nothing where its file says none. */
    void show(Optional<Radiograph> radiograph, Turn turn) {
        Optional<PatientOrientation> stated = radiograph.flatMap(Radiograph::orientation);
        left.setText(stated.map(known -> direction(known, turn.movement(-1, 0))).orElse(""));
        right.setText(stated.map(known -> direction(known, turn.movement(1, 0))).orElse(""));
        // A chest that stands upright needs no H and F; one that is turned does.
        boolean all = turn.quarters() != 0;
        top.setText(stated.filter(known -> all).map(known -> direction(known, turn.movement(0, -1))).orElse(""));
        bottom.setText(stated.filter(known -> all).map(known -> direction(known, turn.movement(0, 1))).orElse(""));
    }

    private static String direction(PatientOrientation stated, Point2D upright) {
        if (Math.abs(upright.getX()) > Math.abs(upright.getY())) {
            return upright.getX() > 0 ? stated.right() : stated.left();
        }
        return upright.getY() > 0 ? stated.bottom() : stated.top();
    }

    /** What the view does to the picture, in words; empty if nothing. */
    static String words(Texts texts, Turn turn) {
        String rotated = turn.quarters() == 0 ? "" : texts.format("view.rotated", turn.quarters() * 90);
        String mirrored = turn.mirrored() ? texts.get("view.mirrored") : "";
        return (mirrored + "  " + rotated).strip();
    }
}
