/** The room for the state of the data: a check in the background, and what it found. */
@NullMarked
package org.refers.app.data;

import org.jspecify.annotations.NullMarked;
