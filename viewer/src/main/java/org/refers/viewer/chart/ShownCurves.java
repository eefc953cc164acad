package org.refers.viewer.chart;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.refers.viewer.chart.RunCurves.Key;
import org.refers.viewer.chart.RunCurves.Side;
import org.refers.viewer.text.Texts;

/**
 * Chooses, names and colours what plots show of one or several runs. One run's curves have a colour each; several runs
 * have one each, and their curves differ by dashes.
 */
final class ShownCurves {

    private final Texts texts;
    /** By the measured curve: smoothed lines go on where they were when points come. */
    private final Map<Curve, Smoothing> smoothings = new HashMap<>();
    private List<NamedCurves> runs = List.of();
    private double weight;

    ShownCurves(Texts texts) {
        this.texts = texts;
    }

    void setRuns(List<NamedCurves> shown) {
        runs = List.copyOf(shown);
        smoothings.clear();
    }

    /** Sets the share of the past in smoothed lines; 0 shows none. */
    void setSmoothing(double share) {
        if (share != weight) {
            weight = share;
            smoothings.clear();
        }
    }

    List<NamedCurves> runs() {
        return runs;
    }

    /** The curves that any of the runs has of a figure, in the order they came. */
    List<Key> keys(Figure figure) {
        return runs.stream().flatMap(run -> run.curves().of(figure).keySet().stream()).distinct().toList();
    }

    private List<String> terms(Figure figure) {
        return keys(figure).stream().map(Key::term).distinct().toList();
    }

    /** Whether a curve shows before anybody asked: all of one run, of several what they have first. */
    boolean isShownAtFirst(Figure figure, Key key) {
        return runs.size() < 2 || terms(figure).indexOf(key.term()) == 0;
    }

    /** What a plot of a figure shows. */
    List<ShownCurve> of(Figure figure, Predicate<Key> shown) {
        List<ShownCurve> result = new ArrayList<>();
        boolean severalTerms = keys(figure).stream().filter(shown).map(Key::term).distinct().count() > 1;
        for (int run = 0; run < runs.size(); run++) {
            NamedCurves of = runs.get(run);
            for (Map.Entry<Key, Curve> entry : of.curves().of(figure).entrySet()) {
                Key key = entry.getKey();
                if (shown.test(key)) {
                    LineLook look = runs.size() < 2
                            ? look(figure, key)
                            : LineLook.of(run, severalTerms ? terms(figure).indexOf(key.term()) : run);
                    result.add(new ShownCurve(of.name(), figure, key, name(of, figure, key, severalTerms), look,
                            entry.getValue(), smooth(figure, key, entry.getValue())));
                }
            }
        }
        return result;
    }

    /** The look of a curve of one run. */
    LineLook look(Figure figure, Key key) {
        int term = Math.max(0, terms(figure).indexOf(key.term()));
        return LineLook.of(term, term);
    }

    /** The look of a run among several, while one curve of each is shown. */
    LineLook look(int run, boolean severalTerms) {
        return LineLook.of(run, severalTerms ? 0 : run);
    }

    private Optional<Curve> smooth(Figure figure, Key key, Curve curve) {
        if (weight <= 0 || !figure.isNoisy() || key.side() == Side.VALIDATION) {
            return Optional.empty();
        }
        return Optional.of(smoothings.computeIfAbsent(curve, from -> new Smoothing(from, weight)).curve());
    }

    private String name(NamedCurves run, Figure figure, Key key, boolean severalTerms) {
        if (runs.size() < 2) {
            return name(figure, key);
        }
        boolean plain = !severalTerms && (key.side() == Side.TRAINING || figure == Figure.VALIDATION);
        return plain ? run.name() : run.name() + " \u00b7 " + name(figure, key);
    }

    /** Words for a curve of a figure. */
    String name(Figure figure, Key key) {
        if (figure != Figure.LOSS && figure != Figure.VALIDATION && figure != Figure.MEMORY) {
            return texts.get("chart.figure." + figure.key());
        }
        String term = texts.has("chart.term." + key.term()) ? texts.get("chart.term." + key.term()) : key.term();
        return figure == Figure.VALIDATION || key.side() == Side.TRAINING
                ? term
                : texts.format("chart.validation", term);
    }
}
