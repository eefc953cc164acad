/** A generated report beside the radiologist's. */
@NullMarked
package org.refers.viewer.report;

import org.jspecify.annotations.NullMarked;
