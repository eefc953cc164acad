/** Drawing of boxes over a radiograph. Knows no workspace: whoever shows a view keeps what is drawn. */
@NullMarked
package org.refers.viewer.annotate;

import org.jspecify.annotations.NullMarked;
