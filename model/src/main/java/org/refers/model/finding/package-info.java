/** Labels, boxes and maps of findings, and the arithmetic on them. Plain Java. */
@NullMarked
package org.refers.model.finding;

import org.jspecify.annotations.NullMarked;
