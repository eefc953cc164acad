package org.refers.viewer.command;

import java.util.List;
import java.util.Locale;

/** Something a user can ask for by a key, a button or a menu. The lists of commands are enums; their rows are data. */
public interface Command {

    /** Group of commands on the shortcut sheet, in its order. */
    enum Group {
        /** Zoom, position and turn of the picture. */
        PICTURE,
        /** Grey values. */
        WINDOW,
        /** What the left button does, and what it leaves. */
        TOOLS,
        /** Panes, priors, links. */
        HANGING,
        /** From study to study. */
        STUDY,
        /** Maps, boxes, threshold. */
        OVERLAY,
        /** The program. */
        PROGRAM
    }

    /** The constant's name, unique among all commands. */
    String name();

    /** Where the sheet lists it. */
    Group group();

    /** Its keys unless the user chose others, as {@link KeyStroke#parse} reads them; may be empty. */
    List<String> defaultKeys();

    /** The name under which preferences keep its keys. */
    default String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Key of its words in the text bundle. */
    default String textKey() {
        return "command." + name().toLowerCase(Locale.ROOT);
    }
}
