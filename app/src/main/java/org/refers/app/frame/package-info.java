/** What surrounds the screens: menu, navigation, status bar, messages, help. */
@NullMarked
package org.refers.app.frame;

import org.jspecify.annotations.NullMarked;
