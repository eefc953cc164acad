package org.refers.app.error;

import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What libraries log on standard error. A person in a terminal should see this program's sentences, not how DJL looked
 * for a CUDA runtime; what matters of it is in {@code refers doctor}.
 */
public final class LibraryLogs {

    /** Held here: java.util.logging forgets the level of a logger that nobody holds. */
    private static final Logger DJL = Logger.getLogger("ai.djl");

    /** JavaFX warns at each start that it is on the class path, where we put it on purpose. */
    private static final Logger JAVAFX = Logger.getLogger("javafx");

    private LibraryLogs() {
    }

    /** One line a message, and of DJL and JavaFX only what makes them fail. Call it before the first message. */
    public static void keepShort() {
        System.setProperty("java.util.logging.SimpleFormatter.format", "%5$s%n");
        DJL.setLevel(Level.SEVERE);
        JAVAFX.setLevel(Level.SEVERE);
    }
}
