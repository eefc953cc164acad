package org.refers.app;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import org.refers.app.frame.Screen;
import org.refers.app.prefs.LastPlace;
import org.refers.app.prefs.PreferencesStore;
import org.refers.app.study.StudiesViewModel;
import org.refers.app.workspace.WorkspaceViewModel;

/** Where the reader is, kept with every turn, so that the next sitting can begin there. */
final class KeptPlace {

    private final PreferencesStore preferences;
    private final WorkspaceViewModel workspace;
    private final StudiesViewModel studies;
    private final ReadOnlyObjectProperty<Screen> screen;
    private Optional<LastPlace> wanted = Optional.empty();

    KeptPlace(PreferencesStore preferences, WorkspaceViewModel workspace, StudiesViewModel studies,
            ReadOnlyObjectProperty<Screen> screen) {
        this.preferences = preferences;
        this.workspace = workspace;
        this.studies = studies;
        this.screen = screen;
    }

    /** Keeps the place from now on. */
    void follow() {
        studies.entryProperty().subscribe(this::keep);
        screen.subscribe(this::keep);
    }

    private void keep() {
        if (screen.get() == Screen.WELCOME) {
            return;
        }
        workspace.folderProperty().get().flatMap(folder -> studies.entryProperty().get()
                .flatMap(radiograph -> studies.study().map(study -> new LastPlace(folder.toString(), radiograph.id(),
                        study.patientId(), study.order(), screen.get().name()))))
                .ifPresent(place -> preferences.change(now -> now.with(now.paths().at(place))));
    }

    /** Where the reader was last, if anywhere. */
    Optional<LastPlace> last() {
        return Optional.of(preferences.now().paths().last()).filter(LastPlace::known);
    }

    /** The radiograph that was read last, if it was in this workspace. */
    Optional<String> radiograph(Path folder) {
        return last().filter(place -> place.workspace().equals(folder.toString())).map(LastPlace::radiograph);
    }

    /** Goes back to the last place, by opening its workspace; {@code show} shows a screen where that is open already. */
    void goBack(Consumer<Screen> show) {
        last().ifPresent(place -> {
            Path folder = Path.of(place.workspace());
            if (workspace.folderProperty().get().filter(folder::equals).isPresent()) {
                show.accept(screen(place));
            } else {
                wanted = Optional.of(place);
                workspace.open(folder);
            }
        });
    }

    private static Screen screen(LastPlace place) {
        return Screen.valueOf(place.screen().toUpperCase(Locale.ROOT));
    }

    /** The screen that comes up when a workspace has been opened. */
    Screen arrival(Path folder) {
        Optional<LastPlace> place = wanted.filter(last -> last.workspace().equals(folder.toString()));
        wanted = Optional.empty();
        return place.map(KeptPlace::screen).orElse(Screen.STUDIES);
    }
}
