package org.refers.viewer.hanging;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.RowConstraints;
import org.refers.model.study.Radiograph;
import org.refers.viewer.image.MouseProfile;
import org.refers.viewer.image.OwnWindow;
import org.refers.viewer.image.RadiographView;
import org.refers.viewer.image.ViewHost;
import org.refers.viewer.measure.Measurement;
import org.refers.viewer.text.Texts;

/** One, two or four radiographs. The pane used last is the active one: keys and overlays go to it. */
public final class HangingPane extends GridPane {

    private static final int MOST = 4;

    private final List<HangingCell> cells;
    private final List<PaneContent> contents = new ArrayList<>();
    private final ViewLinks links;
    private final ReadOnlyIntegerWrapper active = new ReadOnlyIntegerWrapper(0);
    private Function<String, List<Measurement>> measured = radiograph -> List.of();
    private HangingLayout layout = HangingLayout.ONE;

    /** Creates one empty pane. */
    public HangingPane(Texts texts) {
        setId("hanging");
        getStyleClass().add("hanging");
        cells = IntStream.range(0, MOST).mapToObj(number -> new HangingCell(texts, number)).toList();
        cells.forEach(cell -> contents.add(PaneContent.empty("")));
        links = new ViewLinks(views());
        RadiographView first = cells.getFirst().view();
        for (int i = 0; i < MOST; i++) {
            int pane = i;
            RadiographView view = cells.get(i).view();
            view.addEventFilter(MouseEvent.MOUSE_PRESSED, press -> activate(pane));
            view.focusedProperty().subscribe(focused -> {
                if (focused) {
                    activate(pane);
                }
            });
            if (view != first) {
                view.mouseProfileProperty().bindBidirectional(first.mouseProfileProperty());
                view.toolProperty().bindBidirectional(first.toolProperty());
                view.wordsShownProperty().bindBidirectional(first.wordsShownProperty());
                view.ownWindowsProperty().bindBidirectional(first.ownWindowsProperty());
            }
        }
        setLayout(HangingLayout.ONE);
    }

    /** Lays out as many panes as a layout has. */
    public void setLayout(HangingLayout wanted) {
        if (layout == wanted && !getChildren().isEmpty()) {
            return;
        }
        boolean focused = activeView().isFocused();
        layout = wanted;
        getColumnConstraints().clear();
        getRowConstraints().clear();
        for (int column = 0; column < wanted.columns(); column++) {
            ColumnConstraints share = new ColumnConstraints();
            share.setPercentWidth(100.0 / wanted.columns());
            getColumnConstraints().add(share);
        }
        for (int row = 0; row < wanted.rows(); row++) {
            RowConstraints share = new RowConstraints();
            share.setPercentHeight(100.0 / wanted.rows());
            getRowConstraints().add(share);
        }
        getChildren().clear();
        for (int i = 0; i < MOST; i++) {
            boolean shown = i < wanted.panes();
            cells.get(i).view().setVisible(shown);
            cells.get(i).showFrame(wanted != HangingLayout.ONE);
            if (shown) {
                add(cells.get(i), i % wanted.columns(), i / wanted.columns());
            }
        }
        activate(Math.min(active.get(), wanted.panes() - 1));
        if (focused) {
            // The view may have left and come back, or be gone: the focus would fall to the first one.
            activeView().requestFocus();
        }
    }

    /** Fills a pane. A radiograph that it shows already stays as the user set it. */
    public void show(int pane, PaneContent content) {
        PaneContent before = contents.set(pane, content);
        HangingCell cell = cells.get(pane);
        cell.show(content);
        RadiographView view = cell.view();
        if (isSame(view.radiographProperty().get(), content.radiograph()) && before.id().equals(content.id())) {
            return;
        }
        content.radiograph().ifPresentOrElse(radiograph -> {
            view.show(radiograph);
            view.showMeasurements(measured.apply(content.id()));
        }, view::clear);
    }

    @SuppressWarnings("ReferenceEquality") // because pixels never change, and comparing millions takes long
    private static boolean isSame(Optional<Radiograph> one, Optional<Radiograph> other) {
        return one.isPresent() && other.isPresent() && one.get() == other.get();
    }

    /** Makes a pane the one that keys and overlays go to. */
    public void activate(int pane) {
        if (pane < 0 || pane >= layout.panes()) {
            return;
        }
        for (int i = 0; i < MOST; i++) {
            cells.get(i).setActive(i == pane);
        }
        active.set(pane);
    }

    /** Says where the measurements of a radiograph are found, by its key, when a pane turns to it. */
    public void setMeasured(Function<String, List<Measurement>> known) {
        measured = known;
    }

    /** Key of the radiograph in a pane; empty if there is none. */
    public String radiographOf(int pane) {
        return contents.get(pane).id();
    }

    /** Goes some panes on, round the corner. */
    public void stepPane(int panesOn) {
        activate(Math.floorMod(active.get() + panesOn, layout.panes()));
        activeView().requestFocus();
    }

    /** Which pane is in use. */
    public ReadOnlyIntegerProperty activeProperty() {
        return active.getReadOnlyProperty();
    }

    /** The view in use. */
    public RadiographView activeView() {
        return views().get(active.get());
    }

    /** All views, also of panes that are not shown. */
    public List<RadiographView> views() {
        return cells.stream().map(HangingCell::view).toList();
    }

    /** Says who is asked for what the views cannot do by themselves. */
    public void setHost(ViewHost host) {
        views().forEach(view -> view.setHost(host));
    }

    /** What the mouse does, the same in all views. */
    public ObjectProperty<MouseProfile> mouseProfileProperty() {
        return views().getFirst().mouseProfileProperty();
    }

    /** The user's own display windows, the same in all views. */
    public ObjectProperty<List<OwnWindow>> ownWindowsProperty() {
        return views().getFirst().ownWindowsProperty();
    }

    /** Whether views of the same kind zoom and move together. */
    public BooleanProperty zoomLinkedProperty() {
        return links.zoomProperty();
    }

    /** Whether all views change grey values together. */
    public BooleanProperty windowLinkedProperty() {
        return links.windowProperty();
    }
}
