/** One class that must stand beside DJL's own, because what it calls is visible in this package only. */
@NullMarked
package ai.djl.pytorch.jni;

import org.jspecify.annotations.NullMarked;
