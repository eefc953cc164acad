package org.refers.viewer.chart;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.refers.viewer.theme.PlotColours;
import org.refers.viewer.theme.PlotTheme;

/**
 * A plot of lines over steps: a drag or the wheel zooms, a double click shows all, the pointer reads values; keys do the
 * same. Lines lie on one canvas and what follows the pointer on another, so that pointing draws no line anew.
 */
final class PlotPane extends Region {

    /** A shorter drag is a click whose hand shook. */
    private static final double LEAST_DRAG = 6;

    private final PlotTheme theme = new PlotTheme(this::coloursChanged);
    private final Canvas lineCanvas = new Canvas();
    private final Canvas pointerCanvas = new Canvas();
    private final PlotNavigation navigation;

    private String title = "";
    private List<PlotLine> lines = List.of();
    private boolean logarithmic;
    private Optional<PlotPicture> picture = Optional.empty();
    private @Nullable StepRange drawn;
    private OptionalDouble dragFrom = OptionalDouble.empty();
    private double dragTo;

    PlotPane(PlotNavigation navigation) {
        this.navigation = navigation;
        getStyleClass().add("plot-pane");
        lineCanvas.setMouseTransparent(true);
        pointerCanvas.setMouseTransparent(true);
        getChildren().addAll(theme, lineCanvas, pointerCanvas);
        setFocusTraversable(true);
        focusedProperty().subscribe(focused -> requestLayout());
        navigation.onChange(this::requestLayout);
        setOnMouseMoved(event -> point(event.getX()));
        setOnMouseExited(event -> navigation.pointAt(OptionalDouble.empty()));
        setOnMousePressed(this::pressed);
        setOnMouseDragged(this::dragged);
        setOnMouseReleased(this::released);
        setOnScroll(this::scrolled);
        setOnKeyPressed(this::typed);
    }

    /** Draws these lines from now on, the later above the earlier. */
    void show(String words, List<PlotLine> shown, boolean logScale) {
        title = words;
        lines = List.copyOf(shown);
        logarithmic = logScale;
        drawn = null;
        requestLayout();
    }

    private void coloursChanged() {
        drawn = null;
        requestLayout();
    }

    /** The colours it draws in. */
    PlotColours colours() {
        return theme.colours();
    }

    /** The plot for a size; empty where there is no room. */
    Optional<PlotPicture> picture(double width, double height) {
        return PlotFrame.fits(width, height)
                ? Optional.of(PlotPicture.of(title, lines, navigation.range(), logarithmic, width, height))
                : Optional.empty();
    }

    @Override
    protected void layoutChildren() {
        boolean resized = lineCanvas.getWidth() != getWidth() || lineCanvas.getHeight() != getHeight();
        if (resized || !navigation.range().equals(drawn)) {
            drawLines();
        }
        drawPointer();
    }

    private void drawLines() {
        lineCanvas.setWidth(getWidth());
        lineCanvas.setHeight(getHeight());
        GraphicsContext g = lineCanvas.getGraphicsContext2D();
        g.clearRect(0, 0, getWidth(), getHeight());
        drawn = navigation.range();
        picture = picture(getWidth(), getHeight());
        picture.ifPresent(plot -> PlotPainter.paint(g, plot, colours()));
    }

    private void drawPointer() {
        pointerCanvas.setWidth(getWidth());
        pointerCanvas.setHeight(getHeight());
        GraphicsContext g = pointerCanvas.getGraphicsContext2D();
        g.clearRect(0, 0, getWidth(), getHeight());
        Optional<PlotReadout> readout = navigation.pointer().isPresent()
                ? PlotReadout.of(lines, navigation.pointer().getAsDouble())
                : Optional.empty();
        setAccessibleText(title + readout.map(read -> ", " + AxisScale.exact(read.step()) + ": " + read.words())
                .orElse(""));
        if (picture.isEmpty()) {
            return;
        }
        PlotFrame frame = picture.get().frame();
        readout.filter(read -> frame.steps().share(read.step()) >= 0 && frame.steps().share(read.step()) <= 1)
                .ifPresent(read -> read.paint(g, frame, colours()));
        dragFrom.ifPresent(from -> {
            g.setFill(colours().band());
            g.fillRect(Math.min(from, dragTo), PlotFrame.TOP, Math.abs(dragTo - from), frame.plotHeight());
        });
        if (isFocused()) {
            g.setStroke(colours().focus());
            g.setLineWidth(1);
            g.strokeRect(0.5, 0.5, getWidth() - 1, getHeight() - 1);
        }
    }

    private void point(double x) {
        picture.ifPresent(plot -> navigation.pointAt(OptionalDouble.of(plot.frame().stepAt(x))));
    }

    private void pressed(MouseEvent event) {
        requestFocus();
        if (event.getButton() == MouseButton.PRIMARY) {
            dragFrom = OptionalDouble.of(event.getX());
            dragTo = event.getX();
        }
    }

    private void dragged(MouseEvent event) {
        if (dragFrom.isPresent()) {
            dragTo = event.getX();
            point(dragTo);
            requestLayout();
        }
    }

    private void released(MouseEvent event) {
        if (dragFrom.isEmpty() || picture.isEmpty()) {
            return;
        }
        double from = dragFrom.getAsDouble();
        dragFrom = OptionalDouble.empty();
        PlotFrame frame = picture.get().frame();
        if (Math.abs(event.getX() - from) >= LEAST_DRAG) {
            navigation.show(StepRange.between(frame.stepAt(from), frame.stepAt(event.getX())));
        } else if (event.getClickCount() == 2) {
            navigation.reset();
        }
        requestLayout();
    }

    private void scrolled(ScrollEvent event) {
        picture.filter(plot -> event.getDeltaY() != 0).ifPresent(plot -> {
            navigation.zoom(plot.frame().stepAt(event.getX()),
                    Math.clamp(event.getDeltaY() / Math.max(event.getMultiplierY(), 1), -3, 3));
            point(event.getX());
            event.consume();
        });
    }

    private void typed(KeyEvent event) {
        if (event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        boolean moves = event.isShiftDown();
        boolean known = true;
        switch (event.getCode()) {
            case LEFT -> step(moves, -1);
            case RIGHT -> step(moves, 1);
            case PAGE_UP -> step(moves, -10);
            case PAGE_DOWN -> step(moves, 10);
            case PLUS, EQUALS, ADD -> navigation.zoom(1);
            case MINUS, SUBTRACT -> navigation.zoom(-1);
            case HOME, DIGIT0, NUMPAD0 -> navigation.reset();
            default -> known = false;
        }
        if (known) {
            event.consume();
        }
    }

    private void step(boolean moves, int times) {
        if (moves) {
            navigation.move(times);
        } else {
            navigation.movePointer(times);
        }
    }
}
