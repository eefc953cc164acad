package org.refers.app.prefs;

import java.util.function.UnaryOperator;

/** Preferences that end with the test. */
public final class InMemoryPreferences implements PreferencesStore {

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
