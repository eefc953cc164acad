package org.refers.app.study;

import java.util.List;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.refers.viewer.image.MouseProfile;

/** The profiles of the mouse: those that come with the program, the user's own by name, and the one that holds. */
public final class MouseProfiles {

    private final ObjectProperty<MouseProfile> now;
    private final ObservableList<MouseProfile> own = FXCollections.observableArrayList();

    /**
     * Creates the profiles.
     *
     * @param now what the mouse does; set here
     */
    public MouseProfiles(ObjectProperty<MouseProfile> now) {
        this.now = now;
    }

    /** The profile that holds. */
    public ReadOnlyObjectProperty<MouseProfile> now() {
        return now;
    }

    /** The user's own, in the order in which they were made. */
    public ObservableList<MouseProfile> own() {
        return FXCollections.unmodifiableObservableList(own);
    }

    /** All that can be chosen, those that come with the program first. */
    public List<MouseProfile> all() {
        return Stream.concat(MouseProfile.ALL.stream(), own.stream()).toList();
    }

    /** Takes what preferences keep; of two that bear one name, the first. */
    public void read(List<MouseProfile> kept, MouseProfile holds) {
        own.clear();
        kept.stream().filter(profile -> named(profile.name()) < 0).forEach(own::add);
        choose(holds.isNamed() && named(holds.name()) < 0 ? holds.named("") : holds);
    }

    /** Lets a profile hold. One that has a name is kept as it is now; one without is given up when another is chosen. */
    public void choose(MouseProfile profile) {
        int place = named(profile.name());
        if (place >= 0 && !own.get(place).equals(profile)) {
            own.set(place, profile);
        }
        now.set(profile);
    }

    /** Keeps what holds under a name of its own; the profile that held stays as it is. */
    public void saveAs(String name) {
        MouseProfile saved = now.get().named(name);
        own.add(saved);
        now.set(saved);
    }

    /** Gives the profile that holds another name. */
    public void rename(String name) {
        MouseProfile renamed = now.get().named(name);
        own.set(named(now.get().name()), renamed);
        now.set(renamed);
    }

    /** Forgets the profile that holds. The mouse stays as it is, without a name, so that nothing is lost by a slip. */
    public void delete() {
        own.remove(named(now.get().name()));
        now.set(now.get().named(""));
    }

    private int named(String name) {
        for (int i = 0; i < own.size(); i++) {
            if (own.get(i).name().equalsIgnoreCase(name.strip())) {
                return i;
            }
        }
        return -1;
    }
}
