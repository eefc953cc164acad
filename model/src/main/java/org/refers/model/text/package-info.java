/**
 * Report text: its sections and sides, the token ids that networks read, and the findings that prose names. No tensors.
 */
@NullMarked
package org.refers.model.text;

import org.jspecify.annotations.NullMarked;
