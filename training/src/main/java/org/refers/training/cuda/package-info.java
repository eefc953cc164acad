/** NVIDIA's driver and graphics cards, asked without PyTorch. */
@NullMarked
package org.refers.training.cuda;

import org.jspecify.annotations.NullMarked;
