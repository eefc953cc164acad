/**
 * Pictures: reading radiographs from DICOM, PNG and JPEG files, the way from stored values to displayed grey, resampling,
 * and writing PNG and JPEG. No window system; {@code javax.imageio} reads foreign files.
 */
@NullMarked
package org.refers.model.image;

import org.jspecify.annotations.NullMarked;
