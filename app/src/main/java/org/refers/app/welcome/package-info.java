/** What is shown before a workspace is open. */
@NullMarked
package org.refers.app.welcome;

import org.jspecify.annotations.NullMarked;
