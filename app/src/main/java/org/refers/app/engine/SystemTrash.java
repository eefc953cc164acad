package org.refers.app.engine;

import java.awt.Desktop;
import java.awt.GraphicsEnvironment;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The trash of Windows and macOS, by AWT. On Linux AWT has none, and starting it there would open a second connection to the
 * screen beside JavaFX's for nothing; so it is not asked.
 */
final class SystemTrash {

    private SystemTrash() {
    }

    /** Moves a folder to the trash; false where there is none. Not on the JavaFX thread: AWT starts here. */
    static boolean take(Path folder) {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (!system.contains("win") && !system.contains("mac") || GraphicsEnvironment.isHeadless()) {
            return false;
        }
        try {
            return Desktop.isDesktopSupported() && Desktop.getDesktop().isSupported(Desktop.Action.MOVE_TO_TRASH)
                    && Desktop.getDesktop().moveToTrash(folder.toFile());
        } catch (UnsupportedOperationException | IllegalArgumentException | SecurityException refused) {
            return false;
        }
    }
}
