/** What readers draw and say in this program: boxes and labels, kept at once and undone step by step. Plain Java. */
@NullMarked
package org.refers.model.workspace.annotation;

import org.jspecify.annotations.NullMarked;
