package org.refers.app.frame;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.refers.app.study.StudyCommand;
import org.refers.viewer.command.Command;
import org.refers.viewer.image.MouseProfile;
import org.refers.viewer.image.ViewCommand;

/**
 * The keys that come with a mouse profile, for hands that know another viewer: where that viewer has a key for what this program does
 * too, it is the key here. Read from the viewers' own lists: Weasis' page of shortcuts (4.x) and OHIF's default hotkey bindings (v3).
 */
public final class KeyPresets {

    /** What Weasis calls series and image is a radiograph here, since a study has one picture a view. */
    private static final Map<Command, List<String>> WEASIS = Map.ofEntries(
            Map.entry(StudyCommand.NEXT_VIEW, List.of("Right", "Down")),
            Map.entry(StudyCommand.PREVIOUS_VIEW, List.of("Left", "Up")),
            Map.entry(StudyCommand.FIRST_VIEW, List.of("Home", "Page Up")),
            Map.entry(StudyCommand.LAST_VIEW, List.of("End", "Page Down")),
            Map.entry(StudyCommand.NEXT_STUDY, List.of("Ctrl+Right", "N", "Ctrl+Down")),
            Map.entry(StudyCommand.PREVIOUS_STUDY, List.of("Ctrl+Left", "Shift+N", "Ctrl+Up")),
            // Weasis goes on by Tab, which here goes through the controls.
            Map.entry(StudyCommand.NEXT_PANE, List.of("Period")),
            Map.entry(StudyCommand.PREVIOUS_PANE, List.of("Comma")),
            Map.entry(ViewCommand.FIT, List.of("Ctrl+Enter", "F")),
            Map.entry(ViewCommand.ZOOM_IN, List.of("Ctrl+Plus", "Ctrl+Equals", "Ctrl+Add", "Plus")),
            Map.entry(ViewCommand.ZOOM_OUT, List.of("Ctrl+Minus", "Ctrl+Subtract", "Minus")),
            Map.entry(ViewCommand.ROTATE_RIGHT, List.of("Alt+R", "R")),
            Map.entry(ViewCommand.ROTATE_LEFT, List.of("Alt+L", "L")),
            Map.entry(ViewCommand.FLIP_ACROSS, List.of("Alt+F", "H")),
            Map.entry(ViewCommand.TOOL_DISTANCE, List.of("D", "M")),
            Map.entry(ViewCommand.TOOL_MAGNIFIER, List.of("Shift+M")),
            Map.entry(ViewCommand.GRAPHICS, List.of("Space", "G")),
            Map.entry(ViewCommand.WORDS, List.of("I")),
            Map.entry(ViewCommand.INVERT, List.of("Shift+I")),
            // Weasis resets by Esc, which here first gives up what is being drawn.
            Map.entry(ViewCommand.RESET, List.of("Shift+Space")));

    /** Most default keys are OHIF's already; its page keys go from series to series, which are radiographs here. */
    private static final Map<Command, List<String>> OHIF = Map.of(
            StudyCommand.NEXT_VIEW, List.of("Down", "Page Down"),
            StudyCommand.PREVIOUS_VIEW, List.of("Up", "Page Up"),
            StudyCommand.NEXT_STUDY, List.of("N", "Ctrl+Down"),
            StudyCommand.PREVIOUS_STUDY, List.of("Shift+N", "Ctrl+Up"),
            ViewCommand.FIT, List.of("Equals", "F"),
            StudyCommand.REDO, List.of("Ctrl+Y", "Ctrl+Shift+Z"));

    private KeyPresets() {
    }

    /** The preset of a profile, or of the one it was begun from, by the commands' ids; empty for profiles with the default keys. */
    public static Map<String, List<String>> of(MouseProfile profile) {
        Map<Command, List<String>> keys = profile.id().equals(MouseProfile.WEASIS.id())
                ? WEASIS
                : profile.id().equals(MouseProfile.OHIF.id()) ? OHIF : Map.of();
        Map<String, List<String>> byId = new HashMap<>();
        keys.forEach((command, strokes) -> byId.put(command.id(), strokes));
        return byId;
    }
}
