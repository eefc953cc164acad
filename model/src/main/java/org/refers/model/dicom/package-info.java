/**
 * DICOM files: data sets, their encoding on disk, and the decoding of pixel data. Plain Java; the one exception is
 * {@code javax.imageio} for two of the pixel decoders.
 */
@NullMarked
package org.refers.model.dicom;

import org.jspecify.annotations.NullMarked;
