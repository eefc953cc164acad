/** Curves of a training run, thinned to the pixels there are. */
@NullMarked
package org.refers.viewer.chart;

import org.jspecify.annotations.NullMarked;
