package org.refers.model.dicom.deidentify;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Moves all dates of a patient back by the same number of whole weeks: distances stay, and weekdays, since weekends
 * differ in who is examined. Times of day stay.
 *
 * @param weeks how far back
 */
record DateShift(int weeks) {

    /** At least a year, so that the season's neighbours do not give the year away. */
    private static final int LEAST = 53;
    /** Ten further years of weeks to hide among. */
    private static final int CHOICES = 520;
    /** Full dates as DICOM and, with full stops, as ACR-NEMA writes them; a time may follow. */
    private static final Pattern DATE = Pattern.compile("(\\d{4})\\.?(\\d{2})\\.?(\\d{2})(.*)");
    private static final Pattern TIME = Pattern.compile("|\\d{2}(\\d{2}(\\d{2}(\\.\\d{1,6})?)?)?([+-]\\d{4})?");
    private static final DateTimeFormatter DICOM = DateTimeFormatter.ofPattern("uuuuMMdd");

    /** The shift of a patient. */
    static DateShift of(PseudonymKey key, String identity) {
        return new DateShift(LEAST + key.number(identity, CHOICES));
    }

    /** A date, or a date with a time, moved; empty for one that is not whole or no date at all. */
    Optional<String> moved(String value) {
        Matcher date = DATE.matcher(value);
        if (!date.matches() || !TIME.matcher(date.group(4)).matches()) {
            return Optional.empty();
        }
        try {
            LocalDate day = LocalDate.of(Integer.parseInt(date.group(1)), Integer.parseInt(date.group(2)),
                    Integer.parseInt(date.group(3)));
            return Optional.of(day.minusWeeks(weeks).format(DICOM) + date.group(4));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
