package org.refers.model.dicom;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Specific Character Set (0008,0005): how the bytes of names and prose become letters, code extensions by escape
 * sequences included (PS3.3, C.12.1.1.2; PS3.5, 6.1).
 */
public final class CharacterSet {

    /** Where a file says nothing. Latin-1 and not ASCII: files that forgot to say so are common, and ASCII is in it. */
    static final CharacterSet DEFAULT = new CharacterSet(StandardCharsets.ISO_8859_1, false);
    static final CharacterSet UTF_8 = new CharacterSet(StandardCharsets.UTF_8, false);

    private static final byte ESCAPE = 0x1b;

    private static final Map<String, String> SINGLE = Map.ofEntries(Map.entry("", "ISO-8859-1"),
            Map.entry("ISO_IR 6", "ISO-8859-1"), Map.entry("ISO_IR 13", "JIS_X0201"),
            Map.entry("ISO_IR 100", "ISO-8859-1"), Map.entry("ISO_IR 101", "ISO-8859-2"),
            Map.entry("ISO_IR 109", "ISO-8859-3"), Map.entry("ISO_IR 110", "ISO-8859-4"),
            Map.entry("ISO_IR 126", "ISO-8859-7"), Map.entry("ISO_IR 127", "ISO-8859-6"),
            Map.entry("ISO_IR 138", "ISO-8859-8"), Map.entry("ISO_IR 144", "ISO-8859-5"),
            Map.entry("ISO_IR 148", "ISO-8859-9"), Map.entry("ISO_IR 166", "TIS-620"),
            Map.entry("ISO_IR 203", "ISO-8859-15"), Map.entry("ISO_IR 192", "UTF-8"), Map.entry("GB18030", "GB18030"),
            Map.entry("GBK", "GBK"), Map.entry("ISO_IR 149", "EUC-KR"), Map.entry("ISO_IR 58", "GB2312"),
            Map.entry("ISO_IR 87", "EUC-JP"), Map.entry("ISO_IR 159", "EUC-JP"));

    /** What stands after the escape byte, and the character set that it switches to. */
    private static final Map<String, String> ESCAPES = Map.ofEntries(Map.entry("(B", "ISO-8859-1"),
            Map.entry("(J", "JIS_X0201"), Map.entry(")I", "JIS_X0201"), Map.entry("-A", "ISO-8859-1"),
            Map.entry("-B", "ISO-8859-2"), Map.entry("-C", "ISO-8859-3"), Map.entry("-D", "ISO-8859-4"),
            Map.entry("-F", "ISO-8859-7"), Map.entry("-G", "ISO-8859-6"), Map.entry("-H", "ISO-8859-8"),
            Map.entry("-L", "ISO-8859-5"), Map.entry("-M", "ISO-8859-9"), Map.entry("-T", "TIS-620"),
            Map.entry("-b", "ISO-8859-15"), Map.entry("$B", "JIS0208"), Map.entry("$@", "JIS0208"),
            Map.entry("$(D", "JIS0212"), Map.entry("$)C", "EUC-KR"), Map.entry("$)A", "GB2312"));

    private final Charset first;
    private final boolean extended;

    private CharacterSet(Charset first, boolean extended) {
        this.first = first;
        this.extended = extended;
    }

    /**
     * The character set that an attribute's values name.
     *
     * @param terms defined terms of (0008,0005), the first of them may be empty
     * @throws DicomException for a term that the standard does not define
     */
    static CharacterSet of(List<String> terms) throws DicomException {
        if (terms.isEmpty()) {
            return DEFAULT;
        }
        boolean extended = terms.size() > 1;
        Charset first = StandardCharsets.ISO_8859_1;
        for (int i = 0; i < terms.size(); i++) {
            String term = terms.get(i);
            extended |= term.startsWith("ISO 2022");
            Charset charset = charset(term.replace("ISO 2022 IR ", "ISO_IR "), term);
            // A multi-byte set is never the initial one: it is switched to by an escape.
            boolean multiByte = term.matches("ISO 2022 IR (87|159|149|58)");
            first = i == 0 && !multiByte ? charset : first;
        }
        return new CharacterSet(first, extended);
    }

    /** Turns bytes into text; what has no meaning becomes U+FFFD. */
    String decode(byte[] bytes) {
        return extended && indexOf(bytes, ESCAPE, 0) >= 0 ? decodeExtended(bytes) : decode(bytes, first);
    }

    /**
     * Turns text into bytes.
     *
     * @throws IllegalArgumentException if the character set lacks one of the letters
     */
    byte[] encode(String text) {
        if (!first.newEncoder().canEncode(text)) {
            throw new IllegalArgumentException("the data set's character set " + first + " lacks a letter of the text");
        }
        return text.getBytes(first);
    }

    private String decodeExtended(byte[] bytes) {
        StringBuilder text = new StringBuilder(bytes.length);
        String active = first.name();
        int at = 0;
        while (at < bytes.length) {
            if (bytes[at] == ESCAPE) {
                String code = escapeAt(bytes, at + 1);
                // An unknown escape is shown as such: dropping it would pass over a letter in silence.
                text.append(code.isEmpty() ? "\ufffd" : "");
                active = code.isEmpty() ? active : ESCAPES.getOrDefault(code, active);
                at += 1 + code.length();
                continue;
            }
            int next = indexOf(bytes, ESCAPE, at);
            int end = next < 0 ? bytes.length : next;
            text.append(decodeSegment(bytes, at, end, active));
            at = end;
        }
        return text.toString();
    }

    private static String escapeAt(byte[] bytes, int at) {
        for (int length = 2; length <= 3 && at + length <= bytes.length; length++) {
            String code = new String(bytes, at, length, StandardCharsets.ISO_8859_1);
            if (ESCAPES.containsKey(code)) {
                return code;
            }
        }
        return "";
    }

    private static String decodeSegment(byte[] bytes, int from, int to, String set) {
        byte[] segment = Arrays.copyOfRange(bytes, from, to);
        return switch (set) {
            case "JIS0208" -> decodeJapanese(segment, false);
            case "JIS0212" -> decodeJapanese(segment, true);
            default -> decode(segment, Charset.forName(set));
        };
    }

    /** EUC-JP holds both Japanese sets in the upper half, the second one behind the byte 8F. */
    private static String decodeJapanese(byte[] segment, boolean supplementary) {
        List<Byte> upper = new ArrayList<>();
        for (int i = 0; i < segment.length; i++) {
            boolean pair = segment[i] >= 0x21 && i + 1 < segment.length;
            if (!pair) {
                upper.add(segment[i]);
                continue;
            }
            if (supplementary) {
                upper.add((byte) 0x8f);
            }
            upper.add((byte) (segment[i] | 0x80));
            upper.add((byte) (segment[++i] | 0x80));
        }
        byte[] bytes = new byte[upper.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = upper.get(i);
        }
        return new String(bytes, Charset.forName("EUC-JP"));
    }

    /** JIS X 0201 has a yen sign where ASCII has the backslash, and DICOM parts values by that byte. */
    private static String decode(byte[] bytes, Charset charset) {
        String text = new String(bytes, charset);
        return "JIS_X0201".equals(charset.name()) ? text.replace('\u00a5', '\\').replace('\u203e', '~') : text;
    }

    private static Charset charset(String key, String term) throws DicomException {
        String name = SINGLE.get(key);
        if (name == null) {
            throw new DicomException(Tags.SPECIFIC_CHARACTER_SET, "names the unknown character set \"" + term + "\"");
        }
        if (!Charset.isSupported(name)) {
            throw new DicomException(Tags.SPECIFIC_CHARACTER_SET,
                    "names " + term + ", which this Java runtime lacks (module jdk.charsets)");
        }
        return Charset.forName(name);
    }

    private static int indexOf(byte[] bytes, byte wanted, int from) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        return -1;
    }
}
