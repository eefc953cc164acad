/** The whole main job on sample data: from studies to reports, in one folder, by the parts everybody else uses too. */
@NullMarked
package org.refers.app.demo;

import org.jspecify.annotations.NullMarked;
