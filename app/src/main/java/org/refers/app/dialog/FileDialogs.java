package org.refers.app.dialog;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Asks the user for files and folders, and shows them. */
public interface FileDialogs {

    /** Asks for a folder that is there; empty if the user thinks better of it. */
    Optional<Path> chooseFolder(String title);

    /**
     * Asks for files that are there; none if the user thinks better of it.
     *
     * @param kind what they are, in words
     * @param endings of their names, without the dot
     */
    List<Path> chooseFiles(String title, String kind, List<String> endings);

    /**
     * Asks for a file that is there; empty if the user thinks better of it.
     *
     * @param endings that are shown, such as {@code yaml}
     */
    Optional<Path> chooseFile(String title, String... endings);

    /**
     * Asks where to write a file; whoever answers with one that is there has agreed to its replacement.
     *
     * @param name suggested, its ending that of the format
     */
    Optional<Path> chooseNewFile(String title, String name);

    /** Opens a file in the program that the system has for it, such as a browser. */
    void open(Path file);
}
