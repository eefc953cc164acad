/** Radiology reports in varied prose, from the same truth as the pictures. */
@NullMarked
package org.refers.sampledata.prose;

import org.jspecify.annotations.NullMarked;
