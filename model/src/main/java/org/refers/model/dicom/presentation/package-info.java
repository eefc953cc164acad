/** Grayscale softcopy presentation states (PS3.3, A.33.1): boxes and measurements that any DICOM viewer draws, written and read. */
@NullMarked
package org.refers.model.dicom.presentation;

import org.jspecify.annotations.NullMarked;
