/** Writes a workspace's boxes for other programs: DICOM objects and tables. */
@NullMarked
package org.refers.model.workspace.export;

import org.jspecify.annotations.NullMarked;
