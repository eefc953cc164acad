package org.refers.app.window;

import java.util.function.UnaryOperator;
import org.refers.app.prefs.Preferences;
import org.refers.app.prefs.PreferencesStore;

/** Preferences that end with the test. */
final class InMemoryPreferences implements PreferencesStore {

    private Preferences now = Preferences.DEFAULT;

    @Override
    public Preferences now() {
        return now;
    }

    @Override
    public void change(UnaryOperator<Preferences> change) {
        now = change.apply(now);
    }
}
