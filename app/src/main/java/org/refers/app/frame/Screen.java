package org.refers.app.frame;

/** The screens of the window. */
public enum Screen {
    /** Nothing is open yet. */
    WELCOME,
    /** Reading studies. */
    STUDIES,
    /** Starting and following runs. */
    TRAINING
}
