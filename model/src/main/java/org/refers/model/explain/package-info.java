/** Maps that explain a finding classifier, copied out to plain arrays, and their pictures. */
@NullMarked
package org.refers.model.explain;

import org.jspecify.annotations.NullMarked;
