package org.refers.viewer.image;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/** Everything a radiograph view does at a key press. The shortcut sheet is made from this list, so it cannot lag. */
public enum ViewCommand {
    /** The whole radiograph. */
    FIT("F", "F", "Equals"),
    /** One radiograph pixel to one screen pixel. */
    ACTUAL_SIZE("1", "1", "Numpad 1"),
    /** Closer, about the middle. */
    ZOOM_IN("+", "Plus", "Add", "Shift+Equals"),
    /** Farther, about the middle. */
    ZOOM_OUT("\u2212", "Minus", "Subtract"),
    /** Shows what lies to the left. */
    PAN_LEFT("\u2190", "Left"),
    /** Shows what lies to the right. */
    PAN_RIGHT("\u2192", "Right"),
    /** Shows what lies above. */
    PAN_UP("\u2191", "Up"),
    /** Shows what lies below. */
    PAN_DOWN("\u2193", "Down"),
    /** Wider window, less contrast. */
    WIDER("Shift \u2192", "Shift+Right"),
    /** Narrower window, more contrast. */
    NARROWER("Shift \u2190", "Shift+Left"),
    /** Lower level. */
    BRIGHTER("Shift \u2191", "Shift+Up"),
    /** Higher level. */
    DARKER("Shift \u2193", "Shift+Down"),
    /** The file's next window, the histogram's after the last. */
    NEXT_WINDOW("W", "W"),
    /** Black and white turned round. */
    INVERT("I", "I"),
    /** The file's overlays, drawn or not. */
    GRAPHICS("G", "G"),
    /** First window, own sense, whole radiograph. */
    RESET("R", "R", "Esc");

    private final String shown;
    private final List<KeyCombination> keys;

    ViewCommand(String shown, String... keys) {
        this.shown = shown;
        this.keys = Arrays.stream(keys).map(KeyCombination::valueOf).toList();
    }

    /** The usual key, as people read it. */
    public String keyText() {
        return shown;
    }

    /** Key of the command's name in the text bundle. */
    public String textKey() {
        return "view.command." + name().toLowerCase(Locale.ROOT);
    }

    /** The command of a key press, if it is one. */
    public static Optional<ViewCommand> of(KeyEvent event) {
        return Arrays.stream(values()).filter(command -> command.keys.stream().anyMatch(key -> key.match(event)))
                .findFirst();
    }
}
