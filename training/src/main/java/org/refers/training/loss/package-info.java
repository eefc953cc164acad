/** What training minimises. Every loss is a mean in nats, as a scalar tensor that gradients flow from. */
@NullMarked
package org.refers.training.loss;

import org.jspecify.annotations.NullMarked;
