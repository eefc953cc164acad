/** Synthetic chest studies with reports, labels and boxes, for demonstration, tests and training of people. */
@NullMarked
package org.refers.sampledata;

import org.jspecify.annotations.NullMarked;
