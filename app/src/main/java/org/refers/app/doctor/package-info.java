/** What is found out about this machine, told link by link and judged in words. */
@NullMarked
package org.refers.app.doctor;

import org.jspecify.annotations.NullMarked;
