/** Choosing files and folders, behind an interface so that tests choose without a dialog. */
@NullMarked
package org.refers.app.dialog;

import org.jspecify.annotations.NullMarked;
