/** What becomes of a failure: one sentence for the person, the rest in the log, no patient in either. */
@NullMarked
package org.refers.app.error;

import org.jspecify.annotations.NullMarked;
