/** The workspace: an SQLite database over files that stay where they are, and the importers that fill it. */
@NullMarked
package org.refers.model.workspace;

import org.jspecify.annotations.NullMarked;
