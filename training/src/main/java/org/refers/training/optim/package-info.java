/** Optimizers with PyTorch's arithmetic, state that is saved by name, and schedules that are functions of the step. */
@NullMarked
package org.refers.training.optim;

import org.jspecify.annotations.NullMarked;
