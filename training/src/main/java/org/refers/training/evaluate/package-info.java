/** What finished models do on a whole side of a workspace: maps against boxes, generated against written reports. */
@NullMarked
package org.refers.training.evaluate;

import org.jspecify.annotations.NullMarked;
