/** The command line: one class a command, results on standard output, all else on standard error. */
@NullMarked
package org.refers.app.cli;

import org.jspecify.annotations.NullMarked;
