/** Parts of a workspace: cohorts by conditions with the counts of a flow diagram, and the window's list of studies. */
@NullMarked
package org.refers.model.workspace.cohort;

import org.jspecify.annotations.NullMarked;
