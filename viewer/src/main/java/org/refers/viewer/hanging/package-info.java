/** Several radiographs side by side: layouts, the pane in use, and panes that zoom and window together. */
@NullMarked
package org.refers.viewer.hanging;

import org.jspecify.annotations.NullMarked;
