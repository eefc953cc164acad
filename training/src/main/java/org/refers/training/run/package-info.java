/** Runs: what is asked for, the loop that does it, and the events that tell of it. */
@NullMarked
package org.refers.training.run;

import org.jspecify.annotations.NullMarked;
