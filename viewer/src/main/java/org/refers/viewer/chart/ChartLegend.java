package org.refers.viewer.chart;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.geometry.Pos;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;
import org.refers.viewer.chart.RunCurves.Key;
import org.refers.viewer.chart.RunCurves.Side;

/** The legend: a button a curve that shows or hides it, and with several runs their names with their lines. */
final class ChartLegend extends FlowPane {

    private static final double SWATCH = 24;

    private final ShownCurves curves;
    private final Runnable changed;
    private final Map<Key, ToggleButton> toggles = new LinkedHashMap<>();
    /** What the user asked for, which outlives the runs shown. */
    private final Map<Key, Boolean> asked = new HashMap<>();
    private String state = "";

    ChartLegend(ShownCurves curves, Runnable changed) {
        super(6, 6);
        this.curves = curves;
        this.changed = changed;
        setAlignment(Pos.CENTER_LEFT);
        getStyleClass().add("chart-legend");
    }

    boolean isShown(Figure figure, Key key) {
        return asked.getOrDefault(key, curves.isShownAtFirst(figure, key));
    }

    /** Follows the runs and the figures of the plots; does nothing while these have no other curves than before. */
    void follow(List<Figure> figures) {
        List<Figure> several = figures.stream().distinct().filter(figure -> curves.keys(figure).size() > 1).toList();
        StringBuilder now = new StringBuilder();
        curves.runs().forEach(run -> now.append(run.name()).append('\n'));
        several.forEach(figure -> curves.keys(figure).forEach(key -> now.append(key).append(isShown(figure, key))));
        figures.forEach(figure -> now.append(figure).append(curves.keys(figure)));
        if (now.toString().equals(state)) {
            return;
        }
        state = now.toString();
        getChildren().clear();
        boolean runs = curves.runs().size() > 1;
        boolean severalTerms = severalTerms(figures);
        for (int run = 0; runs && run < curves.runs().size(); run++) {
            Label name = new Label(curves.runs().get(run).name(), swatch(curves.look(run, severalTerms), false));
            name.getStyleClass().add("legend-run");
            getChildren().add(name);
        }
        several.forEach(figure -> curves.keys(figure).forEach(key -> getChildren().add(toggle(figure, key, runs))));
        toggles.keySet().removeIf(key -> several.stream().noneMatch(figure -> curves.keys(figure).contains(key)));
    }

    /** Whether runs differ by colour only, as where a plot gives the dashes to its terms. */
    private boolean severalTerms(List<Figure> figures) {
        return figures.stream().anyMatch(figure -> curves.keys(figure).stream().filter(key -> isShown(figure, key))
                .map(Key::term).distinct().count() > 1);
    }

    private ToggleButton toggle(Figure figure, Key key, boolean grey) {
        ToggleButton toggle = toggles.computeIfAbsent(key, any -> new ToggleButton());
        LineLook look = curves.look(figure, key);
        toggle.setText(curves.name(figure, key));
        toggle.setGraphic(swatch(grey ? look.grey() : look,
                key.side() == Side.VALIDATION));
        toggle.setId("curve-" + key.term() + "-" + key.side().name().toLowerCase(Locale.ROOT));
        if (!toggle.getStyleClass().contains("legend-toggle")) {
            toggle.getStyleClass().add("legend-toggle");
        }
        toggle.setSelected(isShown(figure, key));
        toggle.setOnAction(pressed -> {
            asked.put(key, toggle.isSelected());
            changed.run();
        });
        return toggle;
    }

    private static Node swatch(LineLook look, boolean dots) {
        Line line = new Line(0, 0, SWATCH, 0);
        line.getStyleClass().add("curve-line-" + (look.place() + 1));
        line.setStrokeWidth(2);
        line.getStrokeDashArray().setAll(look.dashes());
        Group group = new Group(line);
        if (dots) {
            Circle dot = new Circle(SWATCH / 2, 0, 3);
            dot.getStyleClass().add("curve-dot-" + (look.place() + 1));
            group.getChildren().add(dot);
        }
        return group;
    }
}
