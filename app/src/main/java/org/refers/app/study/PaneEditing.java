package org.refers.app.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.input.KeyEvent;
import org.refers.app.annotation.AnnotationPanel;
import org.refers.app.annotation.AnnotationViewModel;
import org.refers.model.finding.Box;
import org.refers.model.workspace.annotation.DrawnBox;
import org.refers.viewer.annotate.BoxEditLayer;
import org.refers.viewer.annotate.BoxEditing;
import org.refers.viewer.annotate.EditableBox;
import org.refers.viewer.command.KeyStroke;
import org.refers.viewer.hanging.HangingPane;
import org.refers.viewer.image.RadiographView;
import org.refers.viewer.image.Tool;
import org.refers.viewer.image.ViewCommand;

/** Lets the reader draw on the radiograph that is in use, whichever pane it hangs in. */
final class PaneEditing implements AnnotationPanel.Drawing {

    /** A box that begins by keys has this share of the radiograph's sides: large enough to be seen, small enough to be a finding. */
    private static final double SHARE = 0.2;

    private static final List<String> DIGITS = List.of("1", "2", "3", "4", "5", "6", "7", "8", "9");

    private final HangingPane hanging;
    private final AnnotationViewModel model;
    private final List<BoxEditing> editors = new ArrayList<>();
    private final ObjectProperty<Optional<String>> selected = new SimpleObjectProperty<>(Optional.empty());

    PaneEditing(HangingPane hanging, AnnotationViewModel model) {
        this.hanging = hanging;
        this.model = model;
        hanging.views().forEach(this::add);
        model.shownProperty().subscribe(this::show);
        hanging.activeProperty().subscribe(this::show);
    }

    private void add(RadiographView view) {
        BoxEditing editing = new BoxEditing(new BoxEditing.Edits() {
            @Override
            public void drawn(Box box) {
                model.draw(box).map(Optional::of).ifPresent(selected::set);
            }

            @Override
            public void changed(EditableBox before, Box after) {
                find(before.id()).ifPresent(box -> model.alter(box, after));
            }

            @Override
            public void removed(EditableBox box) {
                find(box.id()).ifPresent(model::remove);
            }
        });
        view.radiographProperty().subscribe(now -> now.ifPresent(
                radiograph -> editing.setSize(radiograph.columns(), radiograph.rows())));
        view.addLayer(new BoxEditLayer(editing));
        view.setPointerTool(editing);
        editing.selectedProperty().bindBidirectional(selected);
        view.addEventHandler(KeyEvent.KEY_PRESSED, pressed -> {
            if (view.toolProperty().get() == Tool.BOX && KeyStroke.of(pressed).filter(this::name).isPresent()) {
                pressed.consume();
            }
        });
        editors.add(editing);
    }

    /** While a box is selected the digits are findings in the order of their list, and no windows. */
    private boolean name(KeyStroke stroke) {
        int place = DIGITS.indexOf(stroke.shown());
        Optional<DrawnBox> box = selected.get().flatMap(this::find);
        if (place < 0 || box.isEmpty() || place >= model.findings().size()) {
            return false;
        }
        model.rename(box.get(), model.findings().get(place));
        return true;
    }

    private Optional<DrawnBox> find(String id) {
        return model.shownProperty().get().boxes().stream().filter(box -> box.id().equals(id)).findFirst();
    }

    private void show() {
        List<EditableBox> boxes = model.shownProperty().get().boxes().stream()
                .map(drawn -> new EditableBox(drawn.id(), drawn.box().box(), drawn.box().finding().replace('_', ' ')))
                .toList();
        for (int i = 0; i < editors.size(); i++) {
            editors.get(i).boxesProperty().set(i == hanging.activeProperty().get() ? boxes : List.of());
        }
    }

    /** The box that is selected. */
    ObjectProperty<Optional<String>> selectedProperty() {
        return selected;
    }

    @Override
    public void toggleTool() {
        hanging.activeView().perform(ViewCommand.TOOL_BOX);
        focus();
    }

    @Override
    public void focus() {
        hanging.activeView().requestFocus();
    }

    @Override
    public Optional<String> radiograph() {
        return Optional.of(hanging.radiographOf(hanging.activeProperty().get())).filter(key -> !key.isEmpty());
    }

    @Override
    public Optional<Box> middle() {
        return hanging.activeView().radiographProperty().get().map(shown -> new Box(shown.columns() * (1 - SHARE) / 2,
                shown.rows() * (1 - SHARE) / 2, shown.columns() * SHARE, shown.rows() * SHARE));
    }
}
