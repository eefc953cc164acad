package org.refers.viewer.image;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.refers.model.study.Radiograph;
import org.refers.model.study.WindowLevel;

/** The grey values of a view: the curves and windows to choose from, and the one that is shown. */
final class ViewGreys {

    private final ReadOnlyObjectWrapper<Display> display = new ReadOnlyObjectWrapper<>(
            new Display(WindowLevel.linear(128, 256), false));
    private final Runnable changed;
    private Optional<Radiograph> radiograph = Optional.empty();
    private List<Display> displays = List.of();
    private List<OwnWindow> own = List.of();
    private Optional<GreyRange> range = Optional.empty();

    /** Begins without a radiograph; {@code changed} is called after each change. */
    ViewGreys(Runnable changed) {
        this.changed = changed;
    }

    /** Takes the curves and windows of another radiograph, of which none is shown yet. */
    void of(Radiograph shown) {
        GreyRange counted = GreyRange.of(shown);
        radiograph = Optional.of(shown);
        range = Optional.of(counted);
        collect(shown, counted);
    }

    /** Forgets the radiograph; what was chosen stays for the next one to come. */
    void clear() {
        radiograph = Optional.empty();
        range = Optional.empty();
        displays = List.of();
    }

    /** Takes the user's own windows, which come after the radiograph's. */
    void own(List<OwnWindow> kept) {
        own = List.copyOf(kept);
        radiograph.ifPresent(shown -> range.ifPresent(counted -> collect(shown, counted)));
    }

    private void collect(Radiograph shown, GreyRange counted) {
        displays = Stream.concat(Windows.displays(shown, counted.span()).stream(),
                own.stream().map(window -> new Display(window.over(counted), false))).toList();
    }

    /** What is shown, as a window of the user's own; empty without a radiograph. */
    Optional<OwnWindow> keep(String name) {
        return range.map(counted -> OwnWindow.of(name, display.get().window(), counted));
    }

    /** The first one that the file offers. */
    void reset() {
        if (!displays.isEmpty()) {
            set(displays.getFirst());
        }
    }

    /** All that can be chosen: the radiograph's, then the user's own. */
    List<Display> displays() {
        return displays;
    }

    /** One that the radiograph offers, from 0; where it offers fewer, nothing happens. */
    void choose(int number) {
        if (number < displays.size() - own.size()) {
            set(display.get().with(displays.get(number)));
        }
    }

    /** One of the user's own, from 0; where there are fewer, nothing happens. */
    void chooseOwn(int number) {
        if (number < own.size() && !displays.isEmpty()) {
            set(display.get().with(displays.get(displays.size() - own.size() + number)));
        }
    }

    /** The one after the one that is shown. */
    void next() {
        if (displays.isEmpty()) {
            return;
        }
        int next = 0;
        for (int i = 0; i < displays.size(); i++) {
            next = displays.get(i).showsAs(display.get()) ? (i + 1) % displays.size() : next;
        }
        set(display.get().with(displays.get(next)));
    }

    /** The window of the histogram. */
    void fromHistogram() {
        range.ifPresent(counted -> take(counted.span()));
    }

    /** Dark for bright. */
    void invert() {
        set(display.get().turned());
    }

    /** Widens and darkens by a drag in pixels of the view. */
    void dragged(double right, double down) {
        double extent = range.map(counted -> counted.span().width()).orElse(1.0);
        take(Windows.dragged(display.get().window(), extent, right, down));
    }

    /** Shows through a window. */
    void take(WindowLevel window) {
        set(display.get().with(window));
    }

    private void set(Display wanted) {
        display.set(wanted);
        changed.run();
    }

    Display display() {
        return display.get();
    }

    ReadOnlyObjectProperty<Display> displayProperty() {
        return display.getReadOnlyProperty();
    }
}
