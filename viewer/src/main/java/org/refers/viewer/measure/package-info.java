/** Distances and ratios on a radiograph, in the radiograph's own pixels. Needs no toolkit. */
@NullMarked
package org.refers.viewer.measure;

import org.jspecify.annotations.NullMarked;
