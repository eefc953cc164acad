/** The fixed panel of a run's studies: what the network writes or sees of them, step by step. */
@NullMarked
package org.refers.app.panel;

import org.jspecify.annotations.NullMarked;
