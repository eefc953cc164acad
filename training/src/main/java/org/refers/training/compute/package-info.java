/** Where to compute: the device, the number of threads, the engine. */
@NullMarked
package org.refers.training.compute;

import org.jspecify.annotations.NullMarked;
