/** Drives the window as a user does. */
@NullMarked
package org.refers.app.window;

import org.jspecify.annotations.NullMarked;
