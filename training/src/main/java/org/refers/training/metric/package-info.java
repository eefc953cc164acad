/** Metrics of scores against labels, and their intervals. Plain Java. */
@NullMarked
package org.refers.training.metric;

import org.jspecify.annotations.NullMarked;
