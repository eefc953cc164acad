/** The list of patients, studies and views with thumbnails. */
@NullMarked
package org.refers.viewer.browser;

import org.jspecify.annotations.NullMarked;
