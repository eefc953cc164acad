/** The first look around: callouts over the real controls. */
@NullMarked
package org.refers.app.tour;

import org.jspecify.annotations.NullMarked;
