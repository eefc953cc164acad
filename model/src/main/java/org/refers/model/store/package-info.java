/**
 * Files that hold a model: safetensors, Protocol Buffers, and writing that never leaves half a file. Plain Java, no tensors.
 */
@NullMarked
package org.refers.model.store;

import org.jspecify.annotations.NullMarked;
