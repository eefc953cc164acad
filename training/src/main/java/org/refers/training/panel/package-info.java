/** What a run shows of a fixed panel of studies while it learns, and the files that keep it. */
@NullMarked
package org.refers.training.panel;

import org.jspecify.annotations.NullMarked;
