package org.refers.training.run;

import org.refers.model.network.Preset;
import org.refers.model.network.Size;

/**
 * The architecture of a new network.
 *
 * @param preset paper or released
 * @param size tiny, small or base
 */
public record Architecture(Preset preset, Size size) {
}
