package org.refers.model.dicom;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Text of an element. */
final class ElementText {

    private ElementText() {
    }

    static List<String> values(DicomElement element, CharacterSet characterSet) {
        return switch (element.vr().kind()) {
            case ASCII -> split(CharacterSet.DEFAULT.decode(element.bytes(), element.vr()));
            case TEXT -> split(characterSet.decode(element.bytes(), element.vr()));
            case PROSE -> prose(characterSet.decode(element.bytes(), element.vr()));
            case INTEGER, FLOAT -> numbers(element);
            // A private or unknown element is often plain text; an unreadable one does no harm here.
            case BULK ->
                element.vr() == Vr.UN ? split(CharacterSet.DEFAULT.decode(element.bytes(), element.vr())) : List.of();
            case SEQUENCE -> List.of();
        };
    }

    /** Whether two elements hold the same; padding counts, since it was read from a file. */
    static boolean same(DicomElement one, DicomElement other) {
        if (one.tag() != other.tag() || one.vr() != other.vr()) {
            return false;
        }
        return switch (one.value()) {
            case DicomValue.Bytes(byte[] bytes) ->
                other.value() instanceof DicomValue.Bytes(byte[] others) && Arrays.equals(bytes, others);
            case DicomValue.Items items -> items.equals(other.value());
            case DicomValue.Fragments(List<Long> offsets, List<byte[]> fragments) ->
                other.value() instanceof DicomValue.Fragments(List<Long> offsets2, List<byte[]> others)
                        && offsets.equals(offsets2)
                        && Arrays.deepEquals(fragments.toArray(), others.toArray());
        };
    }

    private static List<String> split(String text) {
        List<String> values = new ArrayList<>();
        if (!stripped(text).isEmpty()) {
            for (String part : text.split("\\\\", -1)) {
                values.add(stripped(part));
            }
        }
        return values;
    }

    private static List<String> prose(String text) {
        String trimmed = stripped(text);
        return trimmed.isEmpty() ? List.of() : List.of(trimmed);
    }

    private static List<String> numbers(DicomElement element) {
        try {
            List<String> values = new ArrayList<>();
            for (double number : ElementNumbers.values(element)) {
                values.add(ElementNumbers.decimal(number));
            }
            return values;
        } catch (DicomException _) {
            return List.of();
        }
    }

    /** Spaces pad text and zero bytes pad identifiers, whatever a file should have used. */
    private static String stripped(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) <= ' ') {
            end--;
        }
        int start = 0;
        while (start < end && text.charAt(start) <= ' ') {
            start++;
        }
        return text.substring(start, end);
    }
}
