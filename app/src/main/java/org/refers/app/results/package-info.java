/** What a fine-tuned run reached, read from the predictions that it left. */
@NullMarked
package org.refers.app.results;

import org.jspecify.annotations.NullMarked;
