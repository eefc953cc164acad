/** Shows one radiograph: window and level, zoom, pan, pixel readout. JavaFX thread only, except where a class says so. */
@NullMarked
package org.refers.viewer.image;

import org.jspecify.annotations.NullMarked;
