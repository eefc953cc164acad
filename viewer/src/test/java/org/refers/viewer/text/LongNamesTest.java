package org.refers.viewer.text;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

class LongNamesTest {

    /** A bar stands for the hair space. */
    @ParameterizedTest
    @CsvSource({"finetune-100_seed1, finetune-|100_|seed1", "lr3e-3, lr3e-3", "a--b, a--|b", "ends-, ends-",
        "- dash, - dash",
        "plain, plain"})
    void aNameMayBreakBetweenItsParts(String name, String shown) {
        assertEquals(shown, LongNames.wrapping(name).replace('\u200a', '|'));
        assertEquals(name, LongNames.wrapping(name).replace("\u200a", ""));
    }
}
