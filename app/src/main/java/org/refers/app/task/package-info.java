/** Work off the JavaFX thread, and the one way back to it. */
@NullMarked
package org.refers.app.task;

import org.jspecify.annotations.NullMarked;
