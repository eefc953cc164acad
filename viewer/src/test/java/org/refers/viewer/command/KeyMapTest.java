package org.refers.viewer.command;

import java.util.List;
import java.util.Map;
import javafx.scene.input.KeyCode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.refers.viewer.command.KeyMap.Conflict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class KeyMapTest {

    private enum Sample implements Command {
        ONE("A", "Ctrl+Page Down"), TWO_WORDS("B"), NONE;

        private final List<String> keys;

        Sample(String... keys) {
            this.keys = List.of(keys);
        }

        @Override
        public Group group() {
            return Group.PICTURE;
        }

        @Override
        public List<String> defaultKeys() {
            return keys;
        }
    }

    private final KeyMap map = KeyMap.of(List.of(Sample.values()));

    private static KeyStroke key(String text) {
        return KeyStroke.parse(text);
    }

    @Test
    void keysFindTheirCommand() {
        assertEquals("two-words", Sample.TWO_WORDS.id());
        assertEquals(Sample.ONE, map.commandOf(key("Ctrl+Page Down")).orElseThrow());
        assertTrue(map.commandOf(key("Page Down")).isEmpty(), "modifiers count");
        assertEquals("A", map.shown(Sample.ONE));
        assertEquals("", map.shown(Sample.NONE));
    }

    @Test
    void aChangedKeyIsKeptAndReadAgain() {
        KeyMap changed = map.without(key("B")).with(Sample.NONE, List.of(key("B")));
        assertEquals(Sample.NONE, changed.commandOf(key("B")).orElseThrow());
        assertEquals(Map.of("two-words", List.of(), "none", List.of("B")), changed.kept());
        assertEquals(changed.kept(), map.reading(changed.kept()).kept());
        assertEquals(Map.of(), changed.reset().kept());
        assertEquals(Map.of(), map.with(Sample.ONE, map.keys(Sample.ONE)).kept(), "the defaults are no change");
    }

    @Test
    void conflictsAreToldAndWhatTheUserChoseHasTheKey() {
        KeyMap clash = map.reading(Map.of("none", List.of("A", "Shift+\u2603", "A"), "gone", List.of("Z")));
        assertEquals(List.of(new Conflict(key("A"), List.of(Sample.NONE, Sample.ONE))), clash.conflicts());
        assertEquals(Sample.NONE, clash.commandOf(key("A")).orElseThrow());
        assertEquals(List.of(key("A")), clash.keys(Sample.NONE), "what names no key is passed over");
        assertTrue(map.conflicts().isEmpty());
    }

    @Test
    void twoCommandsOfOneIdAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> KeyMap.of(List.of(Sample.ONE, Sample.ONE)));
    }

    @Property(tries = 300)
    void textsAreReadAgain(@ForAll KeyCode code, @ForAll boolean shift, @ForAll boolean shortcut,
            @ForAll boolean alt) {
        if (code == KeyCode.UNDEFINED || code.isModifierKey() || KeyCode.getKeyCode(code.getName()) != code) {
            return;
        }
        KeyStroke stroke = new KeyStroke(code, shift, shortcut, alt);
        assertEquals(stroke, KeyStroke.parse(stroke.text()));
    }

    @Test
    void whatNamesNoKeyIsRefused() {
        for (String text : List.of("", "+", "Shift", "Shift+", "Hyper+A", "A+Shift", "Undefined")) {
            assertThrows(IllegalArgumentException.class, () -> KeyStroke.parse(text), text);
        }
        assertEquals("Ctrl Shift \u2190", key("Ctrl+Shift+Left").shown());
        assertTrue(key("F1").worksWhileTyping());
        assertFalse(key("Shift+A").worksWhileTyping());
    }

    @Test
    void aPresetReplacesDefaultsAndGivesWayToWhatTheUserChose() {
        KeyMap preset = map.over(Map.of("one", List.of("B")));
        assertEquals(List.of(key("B")), preset.keys(Sample.ONE));
        assertEquals(List.of(), preset.keys(Sample.TWO_WORDS), "a preset takes its keys from the defaults");
        assertEquals(List.of(), preset.conflicts());
        assertEquals(Map.of(), preset.kept(), "a preset is no choice of the user's");
        KeyMap changed = map.with(Sample.NONE, List.of(key("B"))).over(Map.of("one", List.of("B")));
        assertEquals(Sample.NONE, changed.commandOf(key("B")).orElseThrow());
        assertEquals(1, changed.conflicts().size(), "and the sheet says so");
        assertEquals(map.keys(Sample.ONE), changed.over(Map.of()).keys(Sample.ONE));
        assertEquals(Map.of("none", List.of("B")), changed.over(Map.of()).kept());
        assertEquals(List.of(key("B")), changed.reset().keys(Sample.ONE));
        assertEquals(Map.of(), preset.with(Sample.ONE, List.of(key("B"))).kept());
    }
}
