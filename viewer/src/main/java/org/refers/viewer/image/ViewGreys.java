package org.refers.viewer.image;

import java.util.List;
import java.util.Optional;
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
    private double range = 1;

    /** Begins without a radiograph; {@code changed} is called after each change. */
    ViewGreys(Runnable changed) {
        this.changed = changed;
    }

    /** Takes the curves and windows of another radiograph, of which none is shown yet. */
    void of(Radiograph shown) {
        radiograph = Optional.of(shown);
        displays = Windows.displays(shown);
        range = Windows.fromHistogram(shown).width();
    }

    /** Forgets the radiograph; what was chosen stays for the next one to come. */
    void clear() {
        radiograph = Optional.empty();
    }

    /** The first one that the file offers. */
    void reset() {
        if (!displays.isEmpty()) {
            set(displays.getFirst());
        }
    }

    /** One that the file offers, from 0; where it offers fewer, nothing happens. */
    void choose(int number) {
        if (number < displays.size()) {
            set(display.get().with(displays.get(number)));
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
        radiograph.ifPresent(shown -> take(Windows.fromHistogram(shown)));
    }

    /** Dark for bright. */
    void invert() {
        set(display.get().turned());
    }

    /** Widens and darkens by a drag in pixels of the view. */
    void dragged(double right, double down) {
        take(Windows.dragged(display.get().window(), range, right, down));
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
