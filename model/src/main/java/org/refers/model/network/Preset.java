package org.refers.model.network;

/** The two published forms of the method; every difference between them is a field of {@link NetworkConfig}. */
public enum Preset {
    /** The architecture as the article describes it; the default. */
    PAPER,
    /** The architecture of the code that was released with it; takes the published weights. */
    RELEASED
}
