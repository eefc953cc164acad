/** Importers: each reads one form in which studies come and adds them to a workspace; bad files are listed, not fatal. */
@NullMarked
package org.refers.model.workspace.importer;

import org.jspecify.annotations.NullMarked;
