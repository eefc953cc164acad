/** The screen on which studies are read and explained. */
@NullMarked
package org.refers.app.study;

import org.jspecify.annotations.NullMarked;
