/** Structured reports (PS3.3, A.35; PS3.16, TID 1500): boxes that readers and models drew, written and read. */
@NullMarked
package org.refers.model.dicom.structured;

import org.jspecify.annotations.NullMarked;
