/** Colours of the theme for what is drawn on a canvas; controls take them from the style sheet themselves. */
@NullMarked
package org.refers.viewer.theme;

import org.jspecify.annotations.NullMarked;
