/** Small things that several screens are built from. */
@NullMarked
package org.refers.app.parts;

import org.jspecify.annotations.NullMarked;
