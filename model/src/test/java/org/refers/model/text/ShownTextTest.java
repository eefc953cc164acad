package org.refers.model.text;

import com.fasterxml.jackson.databind.ObjectMapper;
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

    @Test
    void jsonStaysTheSameForAProgram() throws Exception {
        String odd = "rtl\u202egnp \u009b31m\u007f \udb40\udc01 R\u00f6ntgen \ud83e\udec1 \\u202e \"";
        ObjectMapper mapper = new ObjectMapper();
        String shown = ShownText.json(mapper.writeValueAsString(odd));
        assertEquals(odd, mapper.readValue(shown, String.class));
        assertTrue(shown.contains("\\u202e") && shown.contains("\\udb40\\udc01") && shown.contains("\u00f6"), shown);
        assertTrue(shown.codePoints().noneMatch(point -> Character.getType(point) == Character.FORMAT
                || Character.isISOControl(point)), shown);
    }

    @Property
    void aLineIsOneLine(@ForAll String text) {
        String shown = ShownText.line(text);
        assertTrue(shown.lines().count() <= 1 && shown.codePoints().noneMatch(Character::isISOControl));
    }
}
