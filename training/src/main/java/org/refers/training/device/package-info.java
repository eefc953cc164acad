/** Finds out what this machine can compute with, by computing. */
@NullMarked
package org.refers.training.device;

import org.jspecify.annotations.NullMarked;
