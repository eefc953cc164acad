/** Boxes and labels that readers give in the window: their state, and the panel beside the radiograph. */
@NullMarked
package org.refers.app.annotation;

import org.jspecify.annotations.NullMarked;
