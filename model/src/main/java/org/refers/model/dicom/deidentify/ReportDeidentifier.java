package org.refers.model.dicom.deidentify;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * Takes out of a report's text what can be told by machine: the names, numbers and dates of its study's own attributes,
 * and whatever is written like a date, a time, a number of many digits, an address or a titled name. What is left may
 * still name somebody: free text needs a person's review.
 */
final class ReportDeidentifier {

    private static final String MONTHS = "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
            + "|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?";
    private static final Pattern DATE = Pattern.compile("\\b(?:\\d{1,4}[./-]\\d{1,2}[./-]\\d{1,4}"
            + "|\\d{1,2}(?:st|nd|rd|th|\\.)?\\s+(?:of\\s+)?" + MONTHS + ",?\\s+\\d{2,4}"
            + "|" + MONTHS + "\\s+\\d{1,2}(?:st|nd|rd|th)?,?\\s+\\d{2,4}"
            + "|(?:19|20)\\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01]))\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern TIME = Pattern.compile("\\b\\d{1,2}:\\d{2}(?::\\d{2})?(?:\\s?[ap]\\.?m\\b\\.?)?",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern MAIL = Pattern.compile("[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+|\\bhttps?://\\S+");
    /** Five digits and more, also with the separators of telephone numbers: no measurement has as many. */
    private static final Pattern NUMBER = Pattern.compile("(?<![\\p{L}\\d.])\\+?\\d(?:[ ()/-]{0,2}\\d){4,}(?![\\d])"
            + "|\\b(?=[A-Z0-9-]*\\d{4})[A-Z][A-Z0-9-]{5,}\\b");
    private static final Pattern TITLED = Pattern.compile("\\b(Dr|Prof|Mr|Mrs|Ms|Miss|Doctor|Professor)\\b\\.?"
            + "(?:\\s+(?:med|Dr|Prof)\\b\\.?)*\\s+\\p{Lu}[\\p{L}'.-]*(?:\\s+\\p{Lu}[\\p{L}'-]+){0,2}");

    private ReportDeidentifier() {
    }

    /**
     * A text without them.
     *
     * @param text the text
     * @param replaced how many places were changed
     */
    record Cleaned(String text, int replaced) {
    }

    static Cleaned clean(String text, KnownIdentifiers identifiers) {
        AtomicInteger count = new AtomicInteger();
        String result = identifiers.replacedIn(text, "[REMOVED]", count::incrementAndGet);
        result = replace(result, TITLED, "[NAME]", count);
        result = replace(result, MAIL, "[ADDRESS]", count);
        result = replace(result, DATE, "[DATE]", count);
        result = replace(result, TIME, "[TIME]", count);
        result = replace(result, NUMBER, "[NUMBER]", count);
        return new Cleaned(result, count.get());
    }

    private static String replace(String text, Pattern pattern, String mark, AtomicInteger count) {
        return pattern.matcher(text).replaceAll(found -> {
            count.incrementAndGet();
            return mark;
        });
    }
}
