package org.refers.model.text;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class CsvCellsTest {

    @Test
    void formulasBecomeText() {
        assertEquals("'=HYPERLINK(\"x\")", CsvCells.guarded("=HYPERLINK(\"x\")"));
        assertEquals("'+1", CsvCells.guarded("+1"));
        assertEquals("'@a", CsvCells.guarded("@a"));
        assertEquals("'-", CsvCells.guarded("-"));
        assertEquals("pleural effusion", CsvCells.guarded("pleural effusion"));
        assertEquals("", CsvCells.guarded(""));
        assertEquals("'tis", CsvCells.plain("'tis"));
    }

    @Test
    void cellsHoldQuotesCommasAndLines() {
        assertEquals("lr 1e-3", CsvCells.cell("lr 1e-3"));
        assertEquals("'-1", CsvCells.cell("-1"));
        assertEquals("\"a,b\"", CsvCells.cell("a,b"));
        assertEquals("\"a\nb\"", CsvCells.cell("a\nb"));
        assertEquals("\"'=f(\"\"x\"\")\"", CsvCells.cell("=f(\"x\")"));
        assertEquals("\"plain\"", CsvCells.quoted("plain"));
        assertEquals("\"say \"\"no\"\"\"", CsvCells.quoted("say \"no\""));
    }

    @Property
    void aCellComesBackAsItWas(@ForAll String text) {
        assertEquals(text, CsvCells.plain(CsvCells.guarded(text)));
        for (char first : "=+-@\t\r'".toCharArray()) {
            String cell = CsvCells.guarded(first + text);
            assertEquals(first + text, CsvCells.plain(cell));
            assertTrue("=+-@\t\r".indexOf(cell.charAt(0)) < 0, cell);
        }
    }
}
