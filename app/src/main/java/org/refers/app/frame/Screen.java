package org.refers.app.frame;

/** The screens of the window. */
public enum Screen {
    /** Nothing is open yet. */
    WELCOME,
    /** Reading studies. */
    STUDIES,
    /** What is wrong with the data. */
    DATA,
    /** Starting and following runs. */
    TRAINING
}
