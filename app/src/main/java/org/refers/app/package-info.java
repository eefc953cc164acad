/** The application: where every service is made once and handed on. */
@NullMarked
package org.refers.app;

import org.jspecify.annotations.NullMarked;
