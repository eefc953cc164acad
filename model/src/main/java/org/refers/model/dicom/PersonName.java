package org.refers.model.dicom;

/**
 * A person's name (PS3.5, 6.2.1): one name in up to three ways of writing. Text is never null; what is missing is empty.
 *
 * @param alphabetic in letters such as Latin ones
 * @param ideographic in signs such as Kanji, Hanzi or Hanja
 * @param phonetic as it is spoken, such as in Hiragana or Hangul
 */
public record PersonName(Group alphabetic, Group ideographic, Group phonetic) {

    /**
     * One way of writing.
     *
     * @param family family name
     * @param given given name
     * @param middle further given names
     * @param prefix title before the name
     * @param suffix title behind the name
     */
    public record Group(String family, String given, String middle, String prefix, String suffix) {

        /** Nothing written this way. */
        public static final Group EMPTY = new Group("", "", "", "", "");

        private static final int COMPONENTS = 5;

        private static Group parse(String text) {
            String[] parts = text.split("\\^", COMPONENTS);
            String[] filled = {"", "", "", "", ""};
            for (int i = 0; i < parts.length; i++) {
                filled[i] = parts[i].strip();
            }
            return new Group(filled[0], filled[1], filled[2], filled[3], filled[4]);
        }

        /** Whether nothing is written this way. */
        public boolean isEmpty() {
            return equals(EMPTY);
        }

        /** As a value holds it, without carets at the end. */
        String written() {
            return trimmed(String.join("^", family, given, middle, prefix, suffix), '^');
        }

        /** Nothing of the name: it would end up in a log. */
        @Override
        public String toString() {
            return "a person's name";
        }
    }

    /** Takes a value apart; components beyond the fifth stay with the fifth, groups beyond the third are left out. */
    static PersonName parse(String value) {
        String[] groups = value.split("=", -1);
        return new PersonName(group(groups, 0), group(groups, 1), group(groups, 2));
    }

    private static Group group(String[] groups, int index) {
        return index < groups.length ? Group.parse(groups[index]) : Group.EMPTY;
    }

    /** As a value holds it, without delimiters at the end. */
    public String written() {
        return trimmed(alphabetic.written() + "=" + ideographic.written() + "=" + phonetic.written(), '=');
    }

    private static String trimmed(String text, char delimiter) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == delimiter) {
            end--;
        }
        return text.substring(0, end);
    }

    /** Nothing of the name: it would end up in a log. */
    @Override
    public String toString() {
        return "a person's name";
    }
}
