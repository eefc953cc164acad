/** Checks of a workspace's data before training, and the report of them. */
@NullMarked
package org.refers.model.workspace.check;

import org.jspecify.annotations.NullMarked;
