package org.refers.model.dicom;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The code elements of ISO 2022 that DICOM knows (PS3.3, tables C.12-3 and C.12-4): sets of letters that an escape sequence
 * puts under the lower half of the bytes (G0) or the upper one (G1).
 */
enum CodeElement {
    ASCII("ISO_IR 6", "(B", "US-ASCII", Half.LOWER, 1), //
    ROMAJI("ISO_IR 13", "(J", "JIS_X0201", Half.LOWER, 1), //
    KATAKANA("ISO_IR 13", ")I", "JIS_X0201", Half.UPPER, 1), //
    LATIN_1("ISO_IR 100", "-A", "ISO-8859-1", Half.UPPER, 1), //
    LATIN_2("ISO_IR 101", "-B", "ISO-8859-2", Half.UPPER, 1), //
    LATIN_3("ISO_IR 109", "-C", "ISO-8859-3", Half.UPPER, 1), //
    LATIN_4("ISO_IR 110", "-D", "ISO-8859-4", Half.UPPER, 1), //
    GREEK("ISO_IR 126", "-F", "ISO-8859-7", Half.UPPER, 1), //
    ARABIC("ISO_IR 127", "-G", "ISO-8859-6", Half.UPPER, 1), //
    HEBREW("ISO_IR 138", "-H", "ISO-8859-8", Half.UPPER, 1), //
    CYRILLIC("ISO_IR 144", "-L", "ISO-8859-5", Half.UPPER, 1), //
    LATIN_5("ISO_IR 148", "-M", "ISO-8859-9", Half.UPPER, 1), //
    THAI("ISO_IR 166", "-T", "TIS-620", Half.UPPER, 1), //
    LATIN_9("ISO_IR 203", "-b", "ISO-8859-15", Half.UPPER, 1), //
    KANJI("ISO_IR 87", "$B", "EUC-JP", Half.LOWER, 2), //
    /** The first edition of JIS X 0208, which DICOM does not name and old Japanese devices use. */
    KANJI_1978("", "$@", "EUC-JP", Half.LOWER, 2), //
    SUPPLEMENTARY_KANJI("ISO_IR 159", "$(D", "EUC-JP", Half.LOWER, 2), //
    KOREAN("ISO_IR 149", "$)C", "EUC-KR", Half.UPPER, 2), //
    CHINESE("ISO_IR 58", "$)A", "GB2312", Half.UPPER, 2);

    /** Which bytes an element gives a meaning to. */
    enum Half {
        /** 21 to 7E: G0. */
        LOWER,
        /** A0 to FF: G1. */
        UPPER
    }

    /** Before two bytes of JIS X 0212 in EUC-JP, which holds both Japanese sets in its upper half. */
    private static final byte THIRD_SHIFT = (byte) 0x8f;

    private final String term;
    private final String escape;
    private final String charset;
    private final Half half;
    private final int width;

    CodeElement(String term, String escape, String charset, Half half, int width) {
        this.term = term;
        this.escape = escape;
        this.charset = charset;
        this.half = half;
        this.width = width;
    }

    /** The elements that a defined term stands for, written with {@code ISO_IR}. */
    static List<CodeElement> ofTerm(String term) {
        List<CodeElement> elements = new ArrayList<>(2);
        for (CodeElement element : values()) {
            if (!element.term.isEmpty() && element.term.equals(term)) {
                elements.add(element);
            }
        }
        return elements;
    }

    /** The element that the bytes after an escape byte name. */
    static Optional<CodeElement> atEscape(byte[] bytes, int at) {
        for (CodeElement element : values()) {
            int length = element.escape.length();
            if (at + length <= bytes.length
                    && element.escape.equals(new String(bytes, at, length, StandardCharsets.ISO_8859_1))) {
                return Optional.of(element);
            }
        }
        return Optional.empty();
    }

    /** What follows the escape byte. */
    String escape() {
        return escape;
    }

    Half half() {
        return half;
    }

    /** Bytes of a letter. */
    int width() {
        return width;
    }

    String charset() {
        return charset;
    }

    /** The letter that {@link #width()} bytes stand for; U+FFFD where they stand for none. */
    String letter(byte[] bytes, int at) {
        byte[] coded = switch (this) {
            case KANJI, KANJI_1978 -> new byte[]{(byte) (bytes[at] | 0x80), (byte) (bytes[at + 1] | 0x80)};
            case SUPPLEMENTARY_KANJI ->
                new byte[]{THIRD_SHIFT, (byte) (bytes[at] | 0x80), (byte) (bytes[at + 1] | 0x80)};
            default -> width == 1 ? new byte[]{bytes[at]} : new byte[]{bytes[at], bytes[at + 1]};
        };
        return new String(coded, Charset.forName(charset));
    }

    /** The bytes of a letter; empty if the element lacks it. */
    Optional<byte[]> bytes(String letter) {
        byte[] coded;
        try {
            ByteBuffer buffer = Charset.forName(charset).newEncoder().encode(CharBuffer.wrap(letter));
            coded = new byte[buffer.remaining()];
            buffer.get(coded);
        } catch (CharacterCodingException _) {
            return Optional.empty();
        }
        return switch (this) {
            case KANJI, KANJI_1978 -> upperPair(coded, 0, 2).map(CodeElement::lowered);
            case SUPPLEMENTARY_KANJI -> coded.length == 3 && coded[0] == THIRD_SHIFT
                    ? upperPair(coded, 1, 3).map(CodeElement::lowered)
                    : Optional.empty();
            case KOREAN, CHINESE -> upperPair(coded, 0, 2);
            default -> coded.length == 1 && coded[0] < 0 == (half == Half.UPPER)
                    ? Optional.of(coded)
                    : Optional.empty();
        };
    }

    private static Optional<byte[]> upperPair(byte[] coded, int at, int length) {
        boolean pair = coded.length == length && (coded[at] & 0xff) > 0xa0 && (coded[at + 1] & 0xff) > 0xa0;
        return pair ? Optional.of(new byte[]{coded[at], coded[at + 1]}) : Optional.empty();
    }

    private static byte[] lowered(byte[] pair) {
        return new byte[]{(byte) (pair[0] & 0x7f), (byte) (pair[1] & 0x7f)};
    }
}
