package org.refers.model.workspace.importer;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The ways in which sources write how old a patient was, brought to years. What no human reaches is taken for unknown. */
final class Ages {

    /** The oldest human known lived 122 years; NIH ChestX-ray14 has ages of 148 to 155 and of 411 to 414. */
    private static final double OLDEST = 122;
    private static final double DAYS_OF_YEAR = 365.25;
    /** {@code 58}, {@code 58.0}, {@code 058Y}, {@code 006M}, {@code 45yrs}, {@code 6 months}. */
    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,4}(?:\\.\\d+)?)\\s*([a-z]*)\\.?");

    private Ages() {
    }

    /** The age that a word says, in years unless it names another unit. */
    static OptionalDouble of(String word) {
        Matcher written = WRITTEN.matcher(word.strip().toLowerCase(Locale.ROOT).replace(',', '.'));
        if (!written.matches()) {
            return OptionalDouble.empty();
        }
        double count = Double.parseDouble(written.group(1));
        return switch (written.group(2)) {
            case "", "y", "yr", "yrs", "year", "years", "yo" -> possible(count);
            case "m", "mo", "mos", "month", "months" -> possible(count / 12);
            case "w", "wk", "wks", "week", "weeks" -> possible(count * 7 / DAYS_OF_YEAR);
            case "d", "day", "days" -> possible(count / DAYS_OF_YEAR);
            default -> OptionalDouble.empty();
        };
    }

    /** Like {@link #of}, where the source writes 0 for unknown. */
    static OptionalDouble aboveZero(String word) {
        OptionalDouble age = of(word);
        return age.isPresent() && age.getAsDouble() > 0 ? age : OptionalDouble.empty();
    }

    /** The age between two dates as DICOM writes them, YYYYMMDD. Infants' to the day, others' in whole years. */
    static OptionalDouble between(String birth, String study) {
        try {
            LocalDate born = LocalDate.parse(birth.strip(), DateTimeFormatter.BASIC_ISO_DATE);
            LocalDate taken = LocalDate.parse(study.strip(), DateTimeFormatter.BASIC_ISO_DATE);
            long years = ChronoUnit.YEARS.between(born, taken);
            return taken.isBefore(born)
                    ? OptionalDouble.empty()
                    : possible(years < 2 ? ChronoUnit.DAYS.between(born, taken) / DAYS_OF_YEAR : years);
        } catch (DateTimeException e) {
            return OptionalDouble.empty();
        }
    }

    private static OptionalDouble possible(double years) {
        return years <= OLDEST ? OptionalDouble.of(years) : OptionalDouble.empty();
    }
}
