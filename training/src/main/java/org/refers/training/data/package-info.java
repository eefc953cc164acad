/** From the workspace to batches: which radiographs, in what order, cut and changed how. No tensors, plain arrays. */
@NullMarked
package org.refers.training.data;

import org.jspecify.annotations.NullMarked;
