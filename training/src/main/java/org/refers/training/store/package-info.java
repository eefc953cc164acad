/** What a run keeps on disk: checkpoints, the run folder's tables and records. Everything is readable with Python. */
@NullMarked
package org.refers.training.store;

import org.jspecify.annotations.NullMarked;
