/** PyTorch beyond what DJL's interface offers. The only package that may name the engine's own classes. */
@NullMarked
package org.refers.model.torch;

import org.jspecify.annotations.NullMarked;
