package org.refers.app.panel;

import java.nio.file.Path;

/**
 * The run whose panel is shown.
 *
 * @param name of the run
 * @param folder of the run
 * @param running whether it goes on
 */
public record PanelSubject(String name, Path folder, boolean running) {
}
