package org.refers.app.tour;

import atlantafx.base.theme.Styles;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.refers.app.parts.Parts;
import org.refers.viewer.text.Texts;

/**
 * Goes through the steps of the tour over the window: everything but the control that is spoken of is veiled, and a card beside it says what
 * it is for. While it is up, mouse and keys belong to it.
 */
public final class TourView extends Pane {

    private static final double CARD_WIDTH = 360;
    /** Between the control and the card, and between the card and the window's edge. */
    private static final double GAP = 14;
    private static final double RIM = 4;

    private final Texts texts;
    private final Consumer<TourStep> arrive;
    private final Runnable ended;
    private final List<Region> veils = Stream.generate(Region::new).limit(4).toList();
    private final Region rim = new Region();
    private final Label title = new Label();
    private final Label words = Parts.paragraph("");
    private final Label place = Parts.detail("");
    private final Button skip = new Button();
    private final Button back = new Button();
    private final Button next = new Button();
    private final VBox card = new VBox(12);
    private final ReadOnlyObjectWrapper<Optional<TourStep>> step = new ReadOnlyObjectWrapper<>(Optional.empty());

    /**
     * Creates a tour that is not up.
     *
     * @param texts its words
     * @param arrive brings the screen of a step up
     * @param ended told when it is over
     */
    public TourView(Texts texts, Consumer<TourStep> arrive, Runnable ended) {
        this.texts = texts;
        this.arrive = arrive;
        this.ended = ended;
        setId("tour");
        setVisible(false);
        veils.forEach(veil -> veil.getStyleClass().add("tour-veil"));
        rim.getStyleClass().add("tour-rim");
        title.getStyleClass().add("card-title");
        title.setId("tour-title");
        place.setId("tour-place");
        button(skip, "tour-skip", "tour.skip", this::end);
        button(back, "tour-back", "tour.back", () -> move(-1));
        button(next, "tour-next", "tour.next", () -> move(1));
        next.getStyleClass().add(Styles.ACCENT);
        skip.getStyleClass().add(Styles.FLAT);
        HBox buttons = new HBox(8, skip, Parts.spring(), place, back, next);
        buttons.setAlignment(Pos.CENTER_LEFT);
        card.getChildren().addAll(title, words, buttons);
        card.getStyleClass().addAll("card", "tour-card");
        card.setId("tour-card");
        getChildren().addAll(veils);
        getChildren().addAll(rim, card);
        addEventFilter(KeyEvent.KEY_PRESSED, this::typed);
    }

    private void button(Button button, String id, String key, Runnable action) {
        button.setId(id);
        button.setText(texts.get(key));
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(pressed -> action.run());
    }

    /** The step that is up; empty while there is no tour. */
    public ReadOnlyObjectProperty<Optional<TourStep>> stepProperty() {
        return step.getReadOnlyProperty();
    }

    /** Begins with the first step. */
    public void begin() {
        setVisible(true);
        show(TourStep.values()[0]);
    }

    private void move(int by) {
        int at = step.get().map(TourStep::ordinal).orElse(0) + by;
        if (at >= TourStep.values().length) {
            end();
        } else if (at >= 0) {
            show(TourStep.values()[at]);
        }
    }

    private void end() {
        setVisible(false);
        step.set(Optional.empty());
        ended.run();
    }

    private void show(TourStep now) {
        arrive.accept(now);
        boolean last = now.ordinal() == TourStep.values().length - 1;
        title.setText(now.title(texts));
        words.setText(now.words(texts));
        place.setText(texts.format("tour.place", now.ordinal() + 1, TourStep.values().length));
        back.setDisable(now.ordinal() == 0);
        next.setText(texts.get(last ? "tour.done" : "tour.next"));
        next.setAccessibleHelp(now.title(texts) + ". " + now.words(texts));
        step.set(Optional.of(now));
        requestLayout();
        next.requestFocus();
    }

    /** Keys of the program must not act below the veil. */
    private void typed(KeyEvent event) {
        switch (event.getCode()) {
            case ESCAPE -> end();
            case RIGHT, PAGE_DOWN -> move(1);
            case LEFT, PAGE_UP -> move(-1);
            case TAB -> focusAnother(event.isShiftDown() ? -1 : 1);
            case ENTER, SPACE -> {
                if (getScene().getFocusOwner() instanceof Button pressed) {
                    pressed.fire();
                }
            }
            default -> {
                // Nothing else means anything here.
            }
        }
        event.consume();
    }

    private void focusAnother(int by) {
        List<Button> order = Stream.of(skip, back, next).filter(button -> !button.isDisabled()).toList();
        int at = getScene().getFocusOwner() instanceof Button focused ? order.indexOf(focused) : -1;
        order.get(Math.floorMod(at + by, order.size())).requestFocus();
    }

    /** What the step speaks of, within this view; the middle of the window where it is not to be seen. */
    private Bounds target() {
        Bounds middle = new BoundingBox(getWidth() / 2, getHeight() / 2, 0, 0);
        return step.get().stream().flatMap(now -> now.targets().stream())
                .flatMap(target -> getScene().getRoot().lookupAll(target).stream())
                .filter(node -> node.getLayoutBounds().getWidth() > 0).findFirst()
                .map(node -> sceneToLocal(node.localToScene(node.getLayoutBounds())))
                .map(bounds -> new BoundingBox(Math.max(0, bounds.getMinX()), Math.max(0, bounds.getMinY()),
                        Math.min(getWidth(), bounds.getMaxX()) - Math.max(0, bounds.getMinX()),
                        Math.min(getHeight(), bounds.getMaxY()) - Math.max(0, bounds.getMinY())))
                .map(Bounds.class::cast).orElse(middle);
    }

    @Override
    protected void layoutChildren() {
        if (step.get().isEmpty() || getScene() == null) {
            return;
        }
        Bounds lit = target();
        double width = getWidth();
        double height = getHeight();
        veils.get(0).resizeRelocate(0, 0, width, lit.getMinY());
        veils.get(1).resizeRelocate(0, lit.getMaxY(), width, height - lit.getMaxY());
        veils.get(2).resizeRelocate(0, lit.getMinY(), lit.getMinX(), lit.getHeight());
        veils.get(3).resizeRelocate(lit.getMaxX(), lit.getMinY(), width - lit.getMaxX(), lit.getHeight());
        rim.resizeRelocate(lit.getMinX() - RIM / 2, lit.getMinY() - RIM / 2, lit.getWidth() + RIM,
                lit.getHeight() + RIM);
        card.resize(CARD_WIDTH, card.prefHeight(CARD_WIDTH));
        placeCard(lit);
    }

    /** Right of the control, else left, below or above it; over it where it fills the window. */
    private void placeCard(Bounds lit) {
        double high = card.getHeight();
        double x = Math.clamp(lit.getCenterX() - CARD_WIDTH / 2, GAP, Math.max(GAP, getWidth() - CARD_WIDTH - GAP));
        double y = Math.clamp(lit.getCenterY() - high / 2, GAP, Math.max(GAP, getHeight() - high - GAP));
        if (lit.getMaxX() + CARD_WIDTH + 2 * GAP <= getWidth()) {
            x = lit.getMaxX() + GAP;
        } else if (lit.getMinX() - CARD_WIDTH - 2 * GAP >= 0) {
            x = lit.getMinX() - CARD_WIDTH - GAP;
        } else if (lit.getMaxY() + high + 2 * GAP <= getHeight()) {
            y = lit.getMaxY() + GAP;
        } else if (lit.getMinY() - high - 2 * GAP >= 0) {
            y = lit.getMinY() - high - GAP;
        }
        card.relocate(Math.round(x), Math.round(y));
    }
}
