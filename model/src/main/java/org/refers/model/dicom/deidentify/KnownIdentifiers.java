package org.refers.model.dicom.deidentify;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.refers.model.dicom.DicomElement;
import org.refers.model.dicom.DicomObject;
import org.refers.model.dicom.DicomValue;
import org.refers.model.dicom.Vr;

/**
 * Names, numbers and dates that a study's own attributes give away, to be found again where the profile does not look: in
 * descriptions that are kept and in report texts.
 */
final class KnownIdentifiers {

    /** Shorter parts of names are words of many languages too ("No", "Li"). */
    private static final int SHORTEST_WORD = 3;
    /** From here on an identifier is found inside of longer words as well. */
    private static final int DISTINCT = 6;

    /** Attributes beside names whose text is a number or a place of somebody. */
    private static final Set<Integer> NUMBERS = Set.of(0x00080050, 0x00080080, 0x00080081, 0x00080092, 0x00080094,
            0x00081010, 0x00081040, 0x00100020, 0x00101000, 0x00101040, 0x00101050, 0x00101090, 0x00102154, 0x00102155,
            0x00102299, 0x00181000, 0x00200010, 0x00380010, 0x00380060, 0x00380300, 0x00380400, 0x00400243, 0x00400253,
            0x00401001, 0x00401102, 0x00401103, 0x00402010, 0x00402016, 0x00402017);
    private static final Set<Integer> DATES = Set.of(0x00080020, 0x00080021, 0x00080022, 0x00080023, 0x00100030);

    private final Set<String> words = new TreeSet<>(Comparator.comparingInt(String::length).reversed()
            .thenComparing(Comparator.naturalOrder()));

    private final ConfidentialityProfile profile;

    /** Knows nothing yet; values that the profile's options keep are wanted, and so never taken for identifiers. */
    KnownIdentifiers(ConfidentialityProfile profile) {
        this.profile = profile;
    }

    /** Takes in what a data set and its sequences tell. */
    void addFrom(DicomObject dataSet) {
        for (DicomElement element : dataSet.elements()) {
            if (element.value() instanceof DicomValue.Items(List<DicomObject> items)) {
                items.forEach(this::addFrom);
            } else if (element.vr() == Vr.PN) {
                dataSet.texts(element.tag()).forEach(this::addName);
            } else if (NUMBERS.contains(element.tag())
                    && profile.action(element.tag(), element.vr()) != ProfileAction.KEEP) {
                dataSet.texts(element.tag()).forEach(this::add);
            } else if (DATES.contains(element.tag())) {
                dataSet.texts(element.tag()).stream().filter(date -> date.length() == 8).forEach(this::add);
            } else if (element.vr() == Vr.UI) {
                // A long UID that is nobody's class names a study or a picture.
                dataSet.texts(element.tag()).stream()
                        .filter(uid -> uid.length() > 16 && !uid.startsWith("1.2.840.10008.")).forEach(this::add);
            }
        }
    }

    /** A name as a whole and in its parts; ideographic and phonetic groups are parts too. */
    private void addName(String name) {
        add(name);
        for (String part : name.split("[\\^= ,.;()]+")) {
            if (part.length() >= SHORTEST_WORD) {
                add(part);
            }
        }
    }

    /** An identifier as it stands. */
    void add(String identifier) {
        String plain = identifier.strip().toLowerCase(Locale.ROOT);
        // Placeholders of earlier de-identification are nobody's name, and three digits are a measurement as well.
        boolean says = plain.length() >= SHORTEST_WORD && !plain.matches("\\d{3}")
                && !Set.of("anonymous", "anonymized", "unknown", "none", "xxx")
                        .contains(plain);
        if (says) {
            words.add(plain);
        }
    }

    /** Whether a text holds one of them. */
    boolean areIn(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return words.stream().anyMatch(word -> indexOf(lower, word) >= 0);
    }

    /** Whether a number is one of them as a whole, and long enough to be no count. */
    boolean isNumber(String number) {
        return number.length() >= DISTINCT && words.contains(number);
    }

    private static int indexOf(String text, String word) {
        for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
            if (word.length() >= DISTINCT || isAlone(text, at, word.length())) {
                return at;
            }
        }
        return -1;
    }

    private static boolean isAlone(String text, int at, int length) {
        boolean before = at > 0 && Character.isLetterOrDigit(text.charAt(at - 1));
        boolean after = at + length < text.length() && Character.isLetterOrDigit(text.charAt(at + length));
        return !before && !after;
    }

    /** Puts a mark in place of each of them, the longest first. */
    String replacedIn(String text, String mark, Runnable counted) {
        String result = text;
        for (String word : words) {
            String quoted = Pattern.quote(word);
            Pattern pattern = Pattern.compile(word.length() >= DISTINCT
                    ? quoted
                    : "(?<![\\p{L}\\p{N}])" + quoted + "(?![\\p{L}\\p{N}])",
                    Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
            result = pattern.matcher(result).replaceAll(found -> {
                counted.run();
                return mark;
            });
        }
        return result;
    }
}
