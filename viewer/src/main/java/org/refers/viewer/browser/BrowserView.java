package org.refers.viewer.browser;

import org.refers.model.study.ViewPosition;

/**
 * A radiograph as the browser lists it.
 *
 * @param id key of the radiograph
 * @param position view position
 * @param columns width in pixels, 0 if not known
 * @param rows height in pixels, 0 if not known
 * @param boxes number of boxes that readers drew
 */
public record BrowserView(String id, ViewPosition position, int columns, int rows, int boxes) {
}
