package org.refers.app.study;

import java.util.List;
import org.refers.viewer.command.Command;

/** What the reading screen does beside what a radiograph view does. */
public enum StudyCommand implements Command {
    /** One radiograph. */
    ONE_PANE(Group.HANGING, "F2"),
    /** Frontal and lateral view. */
    VIEWS_SIDE_BY_SIDE(Group.HANGING, "F3"),
    /** Beside the prior. */
    WITH_PRIOR(Group.HANGING, "F4"),
    /** Both views of both studies. */
    FOUR_PANES(Group.HANGING, "F5"),
    /** Lateral view on the left or on the right. */
    SWAP_SIDES(Group.HANGING, "Shift+S"),
    /** The radiograph beside itself without its map. */
    PLAIN_BESIDE(Group.HANGING, "F6"),
    /** Keeps this study beside whatever is read next. */
    COMPARE_WITH(Group.HANGING, "Shift+C"),
    /** Zoom and position of like views together. */
    LINK_ZOOM(Group.HANGING, "Shift+L"),
    /** Grey values together. */
    LINK_WINDOW(Group.HANGING, "Shift+K"),
    /** The next pane. */
    NEXT_PANE(Group.HANGING, "Right"),
    /** The pane before. */
    PREVIOUS_PANE(Group.HANGING, "Left"),
    /** The next study. */
    NEXT_STUDY(Group.STUDY, "N", "Page Down", "Ctrl+Down"),
    /** The study before. */
    PREVIOUS_STUDY(Group.STUDY, "Shift+N", "Page Up", "Ctrl+Up"),
    /** The study's next radiograph. */
    NEXT_VIEW(Group.STUDY, "Down"),
    /** The study's radiograph before. */
    PREVIOUS_VIEW(Group.STUDY, "Up"),
    /** The study's first radiograph. */
    FIRST_VIEW(Group.STUDY, "Home"),
    /** The study's last radiograph. */
    LAST_VIEW(Group.STUDY, "End"),
    /** Puts the cursor into the filter. */
    FILTER_STUDIES(Group.STUDY, "Slash", "Ctrl+F"),
    /** The map, drawn or not. */
    SHOW_MAP(Group.OVERLAY, "O"),
    /** What the network is given, in place of the radiograph or not. */
    SHOW_INPUT(Group.OVERLAY, "Shift+O"),
    /** Readers' boxes, drawn or not. */
    SHOW_READERS(Group.OVERLAY, "B"),
    /** A lower cut. */
    THRESHOLD_DOWN(Group.OVERLAY, "Open Bracket"),
    /** A higher cut. */
    THRESHOLD_UP(Group.OVERLAY, "Close Bracket"),
    /** A fainter map. */
    OPACITY_DOWN(Group.OVERLAY, "Shift+Open Bracket"),
    /** A stronger map. */
    OPACITY_UP(Group.OVERLAY, "Shift+Close Bracket"),
    /** Saves radiograph, boxes and map as one picture. */
    SAVE_FIGURE(Group.OVERLAY, "Ctrl+E"),
    /** Takes back what was drawn or said last. */
    UNDO(Group.OVERLAY, "Ctrl+Z"),
    /** Makes it again. */
    REDO(Group.OVERLAY, "Ctrl+Shift+Z", "Ctrl+Y"),
    /** Reads boxes and labels from files. */
    IMPORT_ANNOTATIONS(Group.OVERLAY, "Ctrl+Shift+I"),
    /** Writes boxes and labels into files. */
    EXPORT_ANNOTATIONS(Group.OVERLAY, "Ctrl+Shift+E");

    private final Group group;
    private final List<String> keys;

    StudyCommand(Group group, String... keys) {
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
