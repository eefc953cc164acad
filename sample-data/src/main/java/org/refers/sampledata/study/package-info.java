/** A study as a reader of the folder meets it: pictures, report, labels, readers' boxes. */
@NullMarked
package org.refers.sampledata.study;

import org.jspecify.annotations.NullMarked;
