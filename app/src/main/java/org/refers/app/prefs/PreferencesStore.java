package org.refers.app.prefs;

import java.util.function.UnaryOperator;

/** Keeps preferences. */
public interface PreferencesStore {

    /** What is set now. */
    Preferences now();

    /** Changes something and keeps it. */
    void change(UnaryOperator<Preferences> change);
}
