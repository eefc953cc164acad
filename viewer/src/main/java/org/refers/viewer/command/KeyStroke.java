package org.refers.viewer.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyCombination.ModifierValue;
import javafx.scene.input.KeyEvent;

/**
 * A key with the modifiers held down. Needs no toolkit, except to be made of an event.
 *
 * @param code the key
 * @param shift whether Shift is held
 * @param shortcut whether Ctrl is held, Cmd on macOS
 * @param alt whether Alt is held
 */
public record KeyStroke(KeyCode code, boolean shift, boolean shortcut, boolean alt) {

    private static final String SHIFT = "Shift";
    private static final String CTRL = "Ctrl";
    private static final String ALT = "Alt";

    /** Keys that people know by a sign and not by JavaFX's name. */
    private static final Map<KeyCode, String> SIGNS = Map.ofEntries(Map.entry(KeyCode.LEFT, "\u2190"),
            Map.entry(KeyCode.RIGHT, "\u2192"), Map.entry(KeyCode.UP, "\u2191"), Map.entry(KeyCode.DOWN, "\u2193"),
            Map.entry(KeyCode.PLUS, "+"), Map.entry(KeyCode.ADD, "Numpad +"), Map.entry(KeyCode.MINUS, "\u2212"),
            Map.entry(KeyCode.SUBTRACT, "Numpad \u2212"), Map.entry(KeyCode.EQUALS, "="),
            Map.entry(KeyCode.OPEN_BRACKET, "["), Map.entry(KeyCode.CLOSE_BRACKET, "]"),
            Map.entry(KeyCode.SLASH, "/"), Map.entry(KeyCode.PERIOD, "."), Map.entry(KeyCode.COMMA, ","),
            Map.entry(KeyCode.ESCAPE, "Esc"), Map.entry(KeyCode.PAGE_UP, "Page Up"),
            Map.entry(KeyCode.PAGE_DOWN, "Page Down"), Map.entry(KeyCode.BACK_SPACE, "Backspace"));

    /**
     * Reads a stroke such as {@code Shift+Page Down} or {@code Ctrl+O}: modifiers, then JavaFX's name of the key.
     *
     * @throws IllegalArgumentException if it names no key
     */
    public static KeyStroke parse(String text) {
        List<String> parts = Arrays.asList(text.split("\\+"));
        List<String> modifiers = parts.subList(0, Math.max(0, parts.size() - 1));
        if (parts.isEmpty() || !List.of(SHIFT, CTRL, ALT).containsAll(modifiers)) {
            throw new IllegalArgumentException("no key: " + text);
        }
        KeyCode code = code(parts.getLast()).orElseThrow(() -> new IllegalArgumentException("no key: " + text));
        return new KeyStroke(code, modifiers.contains(SHIFT), modifiers.contains(CTRL), modifiers.contains(ALT));
    }

    private static Optional<KeyCode> code(String name) {
        return Optional.ofNullable(KeyCode.getKeyCode(name))
                .filter(code -> code != KeyCode.UNDEFINED && !code.isModifierKey());
    }

    /** The stroke of a key press; empty for a modifier alone and for keys that the system does not name. */
    public static Optional<KeyStroke> of(KeyEvent event) {
        KeyCode code = event.getCode();
        return code.isModifierKey() || code == KeyCode.UNDEFINED
                ? Optional.empty()
                : Optional.of(new KeyStroke(code, event.isShiftDown(), event.isShortcutDown(), event.isAltDown()));
    }

    /** The stroke as preferences keep it; {@link #parse} reads it again. */
    public String text() {
        return joined("+", code.getName(), CTRL);
    }

    /** The stroke as people read it. */
    public String shown() {
        String name = SIGNS.getOrDefault(code, code.getName());
        return joined(" ", name, isMac() ? "\u2318" : CTRL);
    }

    private String joined(String between, String name, String shortcutName) {
        List<String> parts = new ArrayList<>();
        if (shortcut) {
            parts.add(shortcutName);
        }
        if (alt) {
            parts.add(ALT);
        }
        if (shift) {
            parts.add(SHIFT);
        }
        parts.add(name);
        return String.join(between, parts);
    }

    private static boolean isMac() {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("mac");
    }

    /** Whether it types nothing, so that it may work while somebody types. */
    public boolean worksWhileTyping() {
        return shortcut || alt || code.isFunctionKey();
    }

    /** The same for a menu. */
    public KeyCombination combination() {
        return new KeyCodeCombination(code, held(shift), ModifierValue.UP, held(alt), ModifierValue.UP,
                held(shortcut));
    }

    private static ModifierValue held(boolean down) {
        return down ? ModifierValue.DOWN : ModifierValue.UP;
    }
}
