/** Throughput of the parts that a run is made of, measured with the very classes that a run uses. */
@NullMarked
package org.refers.training.bench;

import org.jspecify.annotations.NullMarked;
