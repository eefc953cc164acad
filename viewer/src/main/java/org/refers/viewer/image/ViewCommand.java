package org.refers.viewer.image;

import java.util.List;
import org.refers.viewer.command.Command;

/** What a radiograph view does at a key press. Keys marked IHE are those of Basic Image Review. */
public enum ViewCommand implements Command {
    /** The whole radiograph. */
    FIT(Group.PICTURE, "F", "Equals"),
    /** One radiograph pixel to one screen pixel. */
    ACTUAL_SIZE(Group.PICTURE, "X"),
    /** Closer, about the middle. */
    ZOOM_IN(Group.PICTURE, "Plus", "Add", "Shift+Equals"),
    /** Farther, about the middle. */
    ZOOM_OUT(Group.PICTURE, "Minus", "Subtract"),
    /** Shows what lies to the left. */
    PAN_LEFT(Group.PICTURE, "Alt+Left"),
    /** Shows what lies to the right. */
    PAN_RIGHT(Group.PICTURE, "Alt+Right"),
    /** Shows what lies above. */
    PAN_UP(Group.PICTURE, "Alt+Up"),
    /** Shows what lies below. */
    PAN_DOWN(Group.PICTURE, "Alt+Down"),
    /** A quarter turn clockwise, of the view only. */
    ROTATE_RIGHT(Group.PICTURE, "R"),
    /** A quarter turn counterclockwise, of the view only. */
    ROTATE_LEFT(Group.PICTURE, "L"),
    /** Left and right exchanged, of the view only. */
    FLIP_ACROSS(Group.PICTURE, "H"),
    /** Top and bottom exchanged, of the view only. */
    FLIP_DOWN(Group.PICTURE, "V"),
    /** First window, own sense, whole radiograph, as the file has it. */
    RESET(Group.PICTURE, "Space"),
    /** Wider window, less contrast. */
    WIDER(Group.WINDOW, "Shift+Right"),
    /** Narrower window, more contrast. */
    NARROWER(Group.WINDOW, "Shift+Left"),
    /** Lower level. */
    BRIGHTER(Group.WINDOW, "Shift+Up"),
    /** Higher level. */
    DARKER(Group.WINDOW, "Shift+Down"),
    /** The file's first window or curve. */
    WINDOW_1(Group.WINDOW, "1"),
    /** The file's second. */
    WINDOW_2(Group.WINDOW, "2"),
    /** The file's third. */
    WINDOW_3(Group.WINDOW, "3"),
    /** The window from the histogram of the whole picture. */
    WINDOW_AUTO(Group.WINDOW, "0"),
    /** The first window of the user's own. */
    OWN_WINDOW_1(Group.WINDOW, "4"),
    /** The second. */
    OWN_WINDOW_2(Group.WINDOW, "5"),
    /** The third. */
    OWN_WINDOW_3(Group.WINDOW, "6"),
    /** The fourth. */
    OWN_WINDOW_4(Group.WINDOW, "7"),
    /** The fifth. */
    OWN_WINDOW_5(Group.WINDOW, "8"),
    /** The sixth. */
    OWN_WINDOW_6(Group.WINDOW, "9"),
    /** The next of all these. */
    NEXT_WINDOW(Group.WINDOW, "Shift+W"),
    /** Black and white turned round. */
    INVERT(Group.WINDOW, "I"),
    /** The file's overlays, drawn or not. */
    GRAPHICS(Group.WINDOW, "G"),
    /** The words over the radiograph, there or away. */
    WORDS(Group.WINDOW, "Shift+T"),
    /** Left button: window and level (IHE). */
    TOOL_WINDOW(Group.TOOLS, "W"),
    /** Left button: zoom (IHE). */
    TOOL_ZOOM(Group.TOOLS, "Z"),
    /** Left button: pan (IHE). */
    TOOL_PAN(Group.TOOLS, "T"),
    /** A window from the values of a region that is drawn. */
    TOOL_REGION(Group.TOOLS, "E"),
    /** A magnifying glass at the pointer. */
    TOOL_MAGNIFIER(Group.TOOLS, "M"),
    /** Distance between two points (IHE). */
    TOOL_DISTANCE(Group.TOOLS, "D"),
    /** Width of the heart over the inner width of the chest. */
    TOOL_RATIO(Group.TOOLS, "C"),
    /** Boxes of findings. */
    TOOL_BOX(Group.TOOLS, "A"),
    /** Removes the selected box, or the measurement made last. */
    DELETE_LAST(Group.TOOLS, "Backspace", "Delete"),
    /** Gives up what is being drawn, then the tool, then window, zoom and turn. */
    CANCEL(Group.TOOLS, "Esc");

    private final Group group;
    private final List<String> keys;

    ViewCommand(Group group, String... keys) {
        this.group = group;
        this.keys = List.of(keys);
    }

    @Override
    public Group group() {
        return group;
    }

    @Override
    public List<String> defaultKeys() {
        return keys;
    }
}
