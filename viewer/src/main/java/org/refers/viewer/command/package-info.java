/** Commands and their keys as data: one table, from which keys, menus, tooltips and the shortcut sheet are made. */
@NullMarked
package org.refers.viewer.command;

import org.jspecify.annotations.NullMarked;
