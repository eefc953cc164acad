/** What a radiologist means by a study: examinations, projection images, reports. Plain Java, no input or output. */
@NullMarked
package org.refers.model.study;

import org.jspecify.annotations.NullMarked;
