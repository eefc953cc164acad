/** The folder of sample data: pictures, tables, reports, manifest. */
@NullMarked
package org.refers.sampledata.files;

import org.jspecify.annotations.NullMarked;
