package org.refers.model.text;

/** Whether a BERT vocabulary distinguishes upper and lower case. */
public enum Casing {
    /** Text is read as it is. */
    CASED,
    /** Text is lower-cased and loses its accents. */
    UNCASED
}
