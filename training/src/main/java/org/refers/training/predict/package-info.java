/** Models at use: loading what a run has learned, and scoring radiographs with it. */
@NullMarked
package org.refers.training.predict;

import org.jspecify.annotations.NullMarked;
