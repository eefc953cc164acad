/** Ties the screens to the engine that the command line uses too. */
@NullMarked
package org.refers.app.engine;

import org.jspecify.annotations.NullMarked;
