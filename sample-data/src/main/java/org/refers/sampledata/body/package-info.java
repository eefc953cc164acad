/** People who never lived: seeded numbers, anatomy in centimetres, and the findings of a study. The truth of all else. */
@NullMarked
package org.refers.sampledata.body;

import org.jspecify.annotations.NullMarked;
