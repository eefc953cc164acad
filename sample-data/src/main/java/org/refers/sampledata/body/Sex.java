package org.refers.sampledata.body;

/** Sex as a radiograph's header gives it. */
public enum Sex {
    F, M
}
