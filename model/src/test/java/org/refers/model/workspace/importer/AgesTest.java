package org.refers.model.workspace.importer;

import java.util.OptionalDouble;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

class AgesTest {

    @ParameterizedTest
    @CsvSource({"058Y,58", "58,58", "58.0,58", "006M,0.5", "45yrs,45", "6 months,0.5", "0,0", "122,122", "000D,0",
        "73 Years,73"})
    void everyFormComesToYears(String written, double years) {
        assertEquals(OptionalDouble.of(years), Ages.of(written));
    }

    @ParameterizedTest
    @ValueSource(strings = {"411", "148", "414Y", "", "old", "-1", "1e3", "58X", "12345", "nan"})
    void whatIsNoAgeIsUnknown(String written) {
        assertEquals(OptionalDouble.empty(), Ages.of(written));
    }

    @ParameterizedTest
    @CsvSource({"19550820,20110328,55", "19550328,20110328,56", "20110320,20110328,0.0219"})
    void datesGiveTheAgeAtTheStudy(String birth, String study, double years) {
        assertEquals(years, Ages.between(birth, study).orElseThrow(), 1e-3);
    }

    @ParameterizedTest
    @CsvSource({"20110329,20110328", "18800101,20110328", "'',20110328", "19551341,20110328", "19550820,''"})
    void impossibleDatesGiveNone(String birth, String study) {
        assertEquals(OptionalDouble.empty(), Ages.between(birth, study));
    }
}
