/**
 * Weights of other programs: their files, their names, and how both become ours. Plain Java, no tensors; every foreign
 * file is taken as hostile.
 */
@NullMarked
package org.refers.model.weights;

import org.jspecify.annotations.NullMarked;
