/** Segmentation objects (PS3.3, A.51): masks of findings, written and read. */
@NullMarked
package org.refers.model.dicom.segmentation;

import org.jspecify.annotations.NullMarked;
