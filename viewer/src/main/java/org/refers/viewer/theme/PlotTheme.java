package org.refers.viewer.theme;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.beans.value.ObservableValue;
import javafx.css.CssMetaData;
import javafx.css.Styleable;
import javafx.css.StyleableProperty;
import javafx.css.StyleablePropertyFactory;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;

/**
 * What a canvas cannot do: ask the style sheet for its colours. A plot holds one as a child without size, whose colours are
 * {@code -plot-grid}, {@code -plot-axis} and so on, and {@code -plot-curve-1} to {@code -plot-curve-7}.
 */
public final class PlotTheme extends Region {

    private static final StyleablePropertyFactory<PlotTheme> STYLES = new StyleablePropertyFactory<>(
            Region.getClassCssMetaData());

    private final StyleableProperty<Color> ground = style("ground", PlotColours.PLAIN.ground(), plot -> plot.ground);
    private final StyleableProperty<Color> grid = style("grid", PlotColours.PLAIN.grid(), plot -> plot.grid);
    private final StyleableProperty<Color> axis = style("axis", PlotColours.PLAIN.axis(), plot -> plot.axis);
    private final StyleableProperty<Color> words = style("text", PlotColours.PLAIN.text(), plot -> plot.words);
    private final StyleableProperty<Color> pointer = style("pointer", PlotColours.PLAIN.pointer(),
            plot -> plot.pointer);
    private final StyleableProperty<Color> focus = style("focus", PlotColours.PLAIN.focus(), plot -> plot.focus);
    private final StyleableProperty<Color> band = style("band", PlotColours.PLAIN.band(), plot -> plot.band);
    private final StyleableProperty<Color> bars = style("bars", PlotColours.PLAIN.bars(), plot -> plot.bars);
    private final List<StyleableProperty<Color>> curves = new ArrayList<>();

    /**
     * Creates a holder without colours yet.
     *
     * @param changed told when a colour is another one
     */
    public PlotTheme(Runnable changed) {
        getStyleClass().add("plot-theme");
        setManaged(false);
        setMouseTransparent(true);
        for (int i = 0; i < PlotColours.CURVES; i++) {
            int place = i;
            curves.add(style("curve-" + (i + 1), PlotColours.PLAIN.curve(i), plot -> plot.curves.get(place)));
        }
        Stream.concat(Stream.of(ground, grid, axis, words, pointer, focus, band, bars), curves.stream())
                .forEach(property -> ((ObservableValue<?>) property).subscribe(changed));
    }

    private StyleableProperty<Color> style(String name, Color without,
            Function<PlotTheme, StyleableProperty<Color>> of) {
        return STYLES.createStyleableColorProperty(this, name, "-plot-" + name, of, without);
    }

    /** The colours of the theme that is up. */
    public PlotColours colours() {
        return new PlotColours(ground.getValue(), grid.getValue(), axis.getValue(), words.getValue(),
                pointer.getValue(), focus.getValue(), band.getValue(), bars.getValue(),
                curves.stream().map(StyleableProperty::getValue).toList());
    }

    @Override
    public List<CssMetaData<? extends Styleable, ?>> getCssMetaData() {
        return STYLES.getCssMetaData();
    }
}
