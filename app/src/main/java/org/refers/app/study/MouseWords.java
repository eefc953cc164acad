package org.refers.app.study;

import org.refers.viewer.image.MouseProfile;
import org.refers.viewer.text.Texts;

/** What profiles of the mouse are called. */
public final class MouseWords {

    private MouseWords() {
    }

    /** The name of a profile: the user's, or the program's without what it does. */
    public static String name(Texts texts, MouseProfile profile) {
        if (profile.isNamed()) {
            return profile.name();
        }
        String from = texts.get("mouse.profile." + profile.id()).split(":", 2)[0];
        return profile.isOwn() ? texts.format("mouse.own", from) : from;
    }

    /** Name and what it does, or what it was begun from. */
    public static String line(Texts texts, MouseProfile profile) {
        if (profile.isNamed()) {
            String from = texts.get("mouse.profile." + profile.id()).split(":", 2)[0];
            return texts.format("mouse.named", profile.name(), from);
        }
        return profile.isOwn() ? name(texts, profile) : texts.get("mouse.profile." + profile.id());
    }
}
