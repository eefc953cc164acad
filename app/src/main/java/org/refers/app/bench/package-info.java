/** Measures the viewer as a user would feel it. */
@NullMarked
package org.refers.app.bench;

import org.jspecify.annotations.NullMarked;
