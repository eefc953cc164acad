/** What is drawn over a radiograph: activation maps and boxes, in the radiograph's own pixels. */
@NullMarked
package org.refers.viewer.overlay;

import org.jspecify.annotations.NullMarked;
