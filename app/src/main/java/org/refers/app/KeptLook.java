package org.refers.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import org.refers.app.frame.CommandTable;
import org.refers.app.frame.KeyPresets;
import org.refers.app.prefs.KeptWindow;
import org.refers.app.prefs.OwnMice;
import org.refers.app.prefs.PreferencesStore;
import org.refers.app.prefs.ViewerPreferences;
import org.refers.app.study.HangingViewModel;
import org.refers.app.study.StudiesView;
import org.refers.app.study.StudiesViewModel;
import org.refers.model.study.WindowLevel.Function;
import org.refers.viewer.command.KeyMap;
import org.refers.viewer.hanging.HangingLayout;
import org.refers.viewer.image.MouseProfile;
import org.refers.viewer.image.OwnWindow;
import org.refers.viewer.overlay.ColourMap;

/** The reading screen as its reader left it: taken from the preferences once, and kept there with every change. */
final class KeptLook {

    private final PreferencesStore preferences;
    private final StudiesViewModel studies;
    private final StudiesView view;
    private final ObjectProperty<KeyMap> keys;

    private KeptLook(PreferencesStore preferences, StudiesViewModel studies, StudiesView view,
            ObjectProperty<KeyMap> keys) {
        this.preferences = preferences;
        this.studies = studies;
        this.view = view;
        this.keys = keys;
    }

    /** The keys as the preferences have them. */
    static KeyMap keys(PreferencesStore preferences) {
        return CommandTable.keys().reading(preferences.now().viewer().keys());
    }

    /**
     * Gives the screen the look of the preferences, and keeps it from now on.
     *
     * @param tell told what the preferences ask of the mouse that is not known
     */
    static void apply(PreferencesStore preferences, StudiesViewModel studies, StudiesView view,
            ObjectProperty<KeyMap> keys, Consumer<String> tell) {
        KeptLook look = new KeptLook(preferences, studies, view, keys);
        List<String> unknown = look.take(preferences.now().viewer());
        view.ownWindows().read(preferences.now().displayWindows().stream().map(KeptLook::window).toList());
        look.follow();
        if (!unknown.isEmpty()) {
            tell.accept(String.join(", ", unknown));
            // Told once: what is kept from now on is what holds.
            look.keep();
        }
    }

    /** Returns what is asked of the mouse that is not known. */
    private List<String> take(ViewerPreferences viewer) {
        List<String> unknown = new ArrayList<>();
        view.map().opacityProperty().set(viewer.mapOpacity());
        view.map().coloursProperty().set(ColourMap.valueOf(viewer.mapColours().toUpperCase(Locale.ROOT)));
        List<MouseProfile> own = viewer.ownMice().all().stream()
                .map(mouse -> profile(mouse.profile(), mouse.name(), mouse.mouse(), unknown::add)).toList();
        view.mice().read(own, profile(viewer.mouseProfile(), viewer.ownMice().now(), viewer.mouse(), unknown::add));
        HangingViewModel hanging = studies.hanging();
        hanging.layoutProperty().set(HangingLayout.valueOf(viewer.hanging().toUpperCase(Locale.ROOT)));
        hanging.lateralLeftProperty().set(viewer.lateralLeft());
        studies.annotation().readerProperty().set(viewer.reader());
        return unknown.stream().distinct().toList();
    }

    private static MouseProfile profile(String id, String name, Map<String, String> mouse, Consumer<String> unknown) {
        return MouseProfile.of(id).named(name).reading(mouse, unknown);
    }

    private static OwnWindow window(KeptWindow kept) {
        return new OwnWindow(kept.name(), kept.middle(), kept.width(),
                Function.valueOf(kept.shape().toUpperCase(Locale.ROOT)));
    }

    private static KeptWindow kept(OwnWindow window) {
        return new KeptWindow(window.name(), window.middle(), window.width(),
                window.function().name().toLowerCase(Locale.ROOT));
    }

    private void follow() {
        HangingViewModel hanging = studies.hanging();
        studies.annotation().readerProperty().subscribe(this::keep);
        view.map().opacityProperty().subscribe(this::keep);
        view.map().coloursProperty().subscribe(this::keep);
        view.mice().now().subscribe(profile -> keys.set(keys.get().over(KeyPresets.of(profile))));
        view.mice().now().subscribe(this::keep);
        view.mice().own().subscribe(this::keep);
        hanging.layoutProperty().subscribe(this::keep);
        hanging.lateralLeftProperty().subscribe(this::keep);
        keys.subscribe(this::keep);
        view.ownWindows().all().subscribe(own -> preferences
                .change(now -> now.with(own.stream().map(KeptLook::kept).toList())));
    }

    private void keep() {
        HangingViewModel hanging = studies.hanging();
        MouseProfile mouse = view.mice().now().get();
        OwnMice own = new OwnMice(mouse.name(), view.mice().own().stream()
                .map(one -> new OwnMice.Mouse(one.name(), one.id(), one.kept())).toList());
        ViewerPreferences viewer = new ViewerPreferences(mouse.id(), mouse.kept(), own,
                view.map().opacityProperty().get(),
                view.map().coloursProperty().get().name(), hanging.layoutProperty().get().name(),
                hanging.lateralLeftProperty().get(),
                studies.annotation().readerProperty().get(), keys.get().kept());
        preferences.change(now -> now.with(viewer));
    }
}
