/** From anatomy and findings to a radiograph: thickness of tissue along the beam, then film. */
@NullMarked
package org.refers.sampledata.film;

import org.jspecify.annotations.NullMarked;
