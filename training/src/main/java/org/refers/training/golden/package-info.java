/** Runs the product's own network, losses, optimizer and beam search on stored weights and inputs, for comparison. */
@NullMarked
package org.refers.training.golden;

import org.jspecify.annotations.NullMarked;
