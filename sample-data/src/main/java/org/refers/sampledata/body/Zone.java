package org.refers.sampledata.body;

/** A third of a lung's height. */
public enum Zone {
    UPPER, MIDDLE, LOWER
}
