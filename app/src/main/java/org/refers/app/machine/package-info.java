/** What this machine has, found without tensors: Java, memory, disk, display, driver. */
@NullMarked
package org.refers.app.machine;

import org.jspecify.annotations.NullMarked;
