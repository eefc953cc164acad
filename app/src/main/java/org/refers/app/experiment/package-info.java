/** Grids of methods, tasks, label ratios and seeds: planned from a file, run one after the other, compared. */
@NullMarked
package org.refers.app.experiment;

import org.jspecify.annotations.NullMarked;
