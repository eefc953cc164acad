package org.refers.app.dialog;

import java.nio.file.Path;
import java.util.Optional;

/** Asks the user for files and folders. */
public interface FileDialogs {

    /** Asks for a folder that is there; empty if the user thinks better of it. */
    Optional<Path> chooseFolder(String title);
}
