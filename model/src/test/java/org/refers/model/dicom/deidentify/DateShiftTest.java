package org.refers.model.dicom.deidentify;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class DateShiftTest {

    @Property(tries = 200)
    void distancesAndWeekdaysStay(@ForAll @IntRange(min = 0, max = 40000) int first,
            @ForAll @IntRange(min = 0, max = 40000) int second, @ForAll @IntRange(min = 1, max = 600) int weeks) {
        DateShift shift = new DateShift(weeks);
        LocalDate one = LocalDate.of(1930, 1, 1).plusDays(first);
        LocalDate other = LocalDate.of(1930, 1, 1).plusDays(second);
        assertEquals(ChronoUnit.DAYS.between(one, other),
                ChronoUnit.DAYS.between(moved(shift, one), moved(shift, other)));
        assertEquals(one.getDayOfWeek(), moved(shift, one).getDayOfWeek());
    }

    private static LocalDate moved(DateShift shift, LocalDate date) {
        return LocalDate.parse(shift.moved(date.format(DateTimeFormatter.BASIC_ISO_DATE)).orElseThrow(),
                DateTimeFormatter.BASIC_ISO_DATE);
    }

    @Test
    void timesAndZonesStayAndWhatIsNoDateGoes() {
        DateShift shift = new DateShift(53);
        assertEquals(Optional.of("20200129101112.5+0100"), shift.moved("20210203101112.5+0100"));
        assertEquals(Optional.of("20200129"), shift.moved("2021.02.03"));
        assertEquals(Optional.empty(), shift.moved("202102"));
        assertEquals(Optional.empty(), shift.moved("20210231"));
        assertEquals(Optional.empty(), shift.moved("20210203ZZTEST"));
    }

    @Test
    void aPatientsShiftFollowsFromTheKey() {
        PseudonymKey key = new PseudonymKey(new byte[32]);
        assertEquals(DateShift.of(key, "one"), DateShift.of(key, "one"));
        long different = java.util.stream.IntStream.range(0, 100).mapToObj(i -> DateShift.of(key, "patient " + i))
                .distinct().count();
        assertTrue(different > 70, "520 choices: a hundred patients hardly share them, but " + different);
    }
}
