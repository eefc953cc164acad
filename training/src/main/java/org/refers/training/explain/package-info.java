/**
 * Explanations and reports with trained models: plain data in and out, for the command line and the window alike.
 */
@NullMarked
package org.refers.training.explain;

import org.jspecify.annotations.NullMarked;
