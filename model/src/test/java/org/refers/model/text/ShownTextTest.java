package org.refers.model.text;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ShownTextTest {

    @Test
    void whatWouldMoveACursorOrTurnATextIsWrittenOut() {
        assertEquals("a\\u000ab", ShownText.line("a\nb"));
        assertEquals("a\nb\tc\\u000d", ShownText.lines("a\nb\tc\r"));
        assertEquals("a\r\nb", ShownText.lines("a\r\nb"));
        assertEquals("\\u202egnp.exe \\u001b[31m\\u0000\\ud800", ShownText.line("\u202egnp.exe \u001b[31m\0\ud800"));
        assertEquals("R\u00f6ntgen \u80f8\u90e8 \ud83e\udec1 'a'|b",
                ShownText.line("R\u00f6ntgen \u80f8\u90e8 \ud83e\udec1 'a'|b"));
        assertTrue(ShownText.line("n".repeat(100_000)).length() < 5_000);
    }

    @Property
    void aLineIsOneLine(@ForAll String text) {
        String shown = ShownText.line(text);
        assertTrue(shown.lines().count() <= 1 && shown.codePoints().noneMatch(Character::isISOControl));
    }
}
