/** The DICOM library dcm4che as a provider, for comparison; not part of the default build. */
@NullMarked
package org.refers.dcm4che;

import org.jspecify.annotations.NullMarked;
