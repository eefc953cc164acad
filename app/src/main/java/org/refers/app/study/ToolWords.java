package org.refers.app.study;

import org.refers.viewer.command.Command;
import org.refers.viewer.command.KeyMap;
import org.refers.viewer.text.Texts;

/** A command's words with its key. */
public final class ToolWords {

    private ToolWords() {
    }

    /** The words, and the key in brackets if there is one. */
    public static String of(Texts texts, KeyMap keys, Command command) {
        String words = texts.get(command.textKey());
        String key = keys.shown(command);
        return key.isEmpty() ? words : texts.format("studies.key", words, key);
    }
}
