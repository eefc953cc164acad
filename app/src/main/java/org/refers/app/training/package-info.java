/** The screen on which runs are started and followed. */
@NullMarked
package org.refers.app.training;

import org.jspecify.annotations.NullMarked;
