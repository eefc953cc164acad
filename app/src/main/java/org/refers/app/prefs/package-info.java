/** What a user chose once and should not have to choose again. */
@NullMarked
package org.refers.app.prefs;

import org.jspecify.annotations.NullMarked;
