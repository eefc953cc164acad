package org.refers.app.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import org.refers.viewer.image.OwnWindow;

/** The user's own display windows in their order, which is that of their keys; no two bear one name. */
public final class OwnWindows {

    private final ObjectProperty<List<OwnWindow>> all;
    private final Function<String, Optional<OwnWindow>> shown;

    /**
     * Creates them.
     *
     * @param all where views find them; set here
     * @param shown what is shown now, as a window under a name; empty without a radiograph
     */
    public OwnWindows(ObjectProperty<List<OwnWindow>> all, Function<String, Optional<OwnWindow>> shown) {
        this.all = all;
        this.shown = shown;
    }

    /** All, in the order of their keys. */
    public ReadOnlyObjectProperty<List<OwnWindow>> all() {
        return all;
    }

    /** Takes what preferences keep; of two that bear one name the first, and no more than there are keys for. */
    public void read(List<OwnWindow> kept) {
        List<OwnWindow> taken = new ArrayList<>();
        for (OwnWindow window : kept) {
            if (taken.size() < OwnWindow.MOST && taken.stream().noneMatch(other -> bears(other, window.name()))) {
                taken.add(window);
            }
        }
        all.set(List.copyOf(taken));
    }

    /** Whether another window may bear a name. */
    public boolean isFree(String name) {
        return !name.isBlank() && all.get().stream().noneMatch(window -> bears(window, name));
    }

    /** Whether there is a key left for another. */
    public boolean hasRoom() {
        return all.get().size() < OwnWindow.MOST;
    }

    /** Keeps what is shown under a name that is free; whether there was a radiograph. */
    public boolean keep(String name) {
        Optional<OwnWindow> window = shown.apply(name);
        window.ifPresent(kept -> {
            List<OwnWindow> more = new ArrayList<>(all.get());
            more.add(kept);
            all.set(List.copyOf(more));
        });
        return window.isPresent();
    }

    /** Gives what is shown to a window that there is; whether there was a radiograph. */
    public boolean replace(int place) {
        Optional<OwnWindow> window = shown.apply(all.get().get(place).name());
        window.ifPresent(kept -> set(place, kept));
        return window.isPresent();
    }

    /** Gives a window another name; to its own in other letters as well. */
    public void rename(int place, String name) {
        set(place, all.get().get(place).named(name));
    }

    private void set(int place, OwnWindow window) {
        List<OwnWindow> changed = new ArrayList<>(all.get());
        changed.set(place, window);
        all.set(List.copyOf(changed));
    }

    /** Forgets a window; those behind it move up to its key. */
    public void delete(int place) {
        List<OwnWindow> fewer = new ArrayList<>(all.get());
        fewer.remove(place);
        all.set(List.copyOf(fewer));
    }

    /** Exchanges a window with the one a place before or behind it. */
    public void move(int place, int placesOn) {
        List<OwnWindow> moved = new ArrayList<>(all.get());
        OwnWindow window = moved.remove(place);
        moved.add(place + placesOn, window);
        all.set(List.copyOf(moved));
    }

    private static boolean bears(OwnWindow window, String name) {
        return window.name().equalsIgnoreCase(name.strip());
    }
}
