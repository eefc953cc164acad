package org.refers.app.dialog;

import java.nio.file.Path;
import java.util.Optional;

/** Asks the user for files and folders, and shows them. */
public interface FileDialogs {

    /** Asks for a folder that is there; empty if the user thinks better of it. */
    Optional<Path> chooseFolder(String title);

    /**
     * Asks where to save a picture; empty if the user thinks better of it.
     *
     * @param name the file name to begin with
     */
    Optional<Path> choosePicture(String title, String name);

    /** Opens a file in the program that the system has for it, such as a browser. */
    void open(Path file);
}
