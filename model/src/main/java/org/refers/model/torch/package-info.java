/** What needs PyTorch's engine itself: the only package that knows {@code ai.djl.pytorch}. */
@NullMarked
package org.refers.model.torch;

import org.jspecify.annotations.NullMarked;
