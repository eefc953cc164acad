package org.refers.viewer.image;

import java.util.List;

/**
 * What mouse buttons and wheel do. Reading rooms differ, and hands remember.
 *
 * @param id name under which preferences keep it
 * @param left tool of the left button, until another is chosen
 * @param right tool of the right button
 * @param middle tool of the middle button
 * @param wheel what the wheel does; with Ctrl it does the other
 */
public record MouseProfile(String id, Tool left, Tool right, Tool middle, Wheel wheel) {

    /** What the wheel does. */
    public enum Wheel {
        /** Zooms to the pointer. */
        ZOOM,
        /** Goes to the next or previous radiograph of the study. */
        VIEWS
    }

    /** This program's own: as clinical viewers have it, but the wheel zooms, since a study has two or three radiographs. */
    public static final MouseProfile READING = new MouseProfile("reading", Tool.WINDOW, Tool.ZOOM, Tool.PAN,
            Wheel.ZOOM);

    /** As Weasis has it: the right button opens the menu. */
    public static final MouseProfile WEASIS = new MouseProfile("weasis", Tool.WINDOW, Tool.MENU, Tool.PAN, Wheel.VIEWS);

    /** As OHIF has it. */
    public static final MouseProfile OHIF = new MouseProfile("ohif", Tool.WINDOW, Tool.ZOOM, Tool.PAN, Wheel.VIEWS);

    /** As image-analysis programs have it: the left button moves the picture, the right one sets the window. */
    public static final MouseProfile ANALYSIS = new MouseProfile("analysis", Tool.PAN, Tool.WINDOW, Tool.ZOOM,
            Wheel.ZOOM);

    /** All of them, the default first. */
    public static final List<MouseProfile> ALL = List.of(READING, WEASIS, OHIF, ANALYSIS);

    /** The profile of an id; the default one if nobody bears it. */
    public static MouseProfile of(String id) {
        return ALL.stream().filter(profile -> profile.id.equals(id)).findFirst().orElse(READING);
    }
}
