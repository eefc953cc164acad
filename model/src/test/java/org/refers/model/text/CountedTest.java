package org.refers.model.text;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

class CountedTest {

    @Test
    void oneIsSingularAndNoneIsNot() {
        assertEquals("0 patients", Counted.of(0, "patient"));
        assertEquals("1 patient", Counted.of(1, "patient"));
        assertEquals("2 patients", Counted.of(2, "patient"));
    }

    @Test
    void wordsThatChangeOtherwiseAreGiven() {
        assertEquals("1 study", Counted.of(1, "study", "studies"));
        assertEquals("21 studies", Counted.of(21, "study", "studies"));
    }

    @Test
    void thousandsAreGrouped() {
        assertEquals("1 study", Counted.grouped(1, "study", "studies"));
        assertEquals("400,000 studies", Counted.grouped(400_000, "study", "studies"));
    }
}
