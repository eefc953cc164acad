/** A decoder of JPEG 2000 codestreams (ISO/IEC 15444-1) that believes no number it has not checked. */
@NullMarked
package org.refers.model.jpeg2000;

import org.jspecify.annotations.NullMarked;
