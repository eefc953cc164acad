/** What a fine-tuned model reached: figures of each finding, curves, counts, and the radiographs it got most wrong. */
@NullMarked
package org.refers.viewer.result;

import org.jspecify.annotations.NullMarked;
