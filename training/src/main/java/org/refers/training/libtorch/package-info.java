/** Which build of PyTorch's native library a process computes with: chosen once, before DJL's first class loads. */
@NullMarked
package org.refers.training.libtorch;

import org.jspecify.annotations.NullMarked;
