/** The assistant for a new run: from the method to the start, with what is missing said on the way. */
@NullMarked
package org.refers.app.assistant;

import org.jspecify.annotations.NullMarked;
