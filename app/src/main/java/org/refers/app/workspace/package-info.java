/** The workspace that is open: its studies, imports into it, sample studies. */
@NullMarked
package org.refers.app.workspace;

import org.jspecify.annotations.NullMarked;
