/** All text that users read, in one resource bundle. */
@NullMarked
package org.refers.viewer.text;

import org.jspecify.annotations.NullMarked;
