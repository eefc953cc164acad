package org.refers.model.dicom;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Specific Character Set (0008,0005): how the bytes of names and prose become letters, code extensions by escape
 * sequences included (PS3.3, C.12.1.1.2; PS3.5, 6.1).
 */
public final class CharacterSet {

    /** Where a file says nothing. Latin-1 and not ASCII: files that forgot to say so are common, and ASCII is in it. */
    static final CharacterSet DEFAULT = new CharacterSet(StandardCharsets.ISO_8859_1, Optional.empty());
    static final CharacterSet UTF_8 = new CharacterSet(StandardCharsets.UTF_8, Optional.empty());

    /** Sets that need no escapes: a single byte a letter, or letters of several bytes that follow a rule of their own. */
    private static final Map<String, String> WHOLE = Map.of("ISO_IR 192", "UTF-8", "GB18030", "GB18030", "GBK", "GBK",
            "", "ISO-8859-1", "ISO_IR 6", "ISO-8859-1");
    private static final String EXTENDED = "ISO 2022 IR ";
    private static final Pattern MISSPELT = Pattern.compile("ISO[ _-]?(2022[ _-]?)?IR[ _-]?(\\d{1,3})",
            Pattern.CASE_INSENSITIVE);
    private static final Map<String, String> OTHER_NAMES = Map.ofEntries(Map.entry("UTF-8", "ISO_IR 192"),
            Map.entry("UTF8", "ISO_IR 192"), Map.entry("ISO-8859-1", "ISO_IR 100"),
            Map.entry("ISO-8859-2", "ISO_IR 101"), Map.entry("ISO-8859-3", "ISO_IR 109"),
            Map.entry("ISO-8859-4", "ISO_IR 110"), Map.entry("ISO-8859-5", "ISO_IR 144"),
            Map.entry("ISO-8859-6", "ISO_IR 127"), Map.entry("ISO-8859-7", "ISO_IR 126"),
            Map.entry("ISO-8859-8", "ISO_IR 138"), Map.entry("ISO-8859-9", "ISO_IR 148"),
            Map.entry("ISO-8859-15", "ISO_IR 203"));

    private final Charset whole;
    private final Optional<CodeExtension> extension;

    private CharacterSet(Charset whole, Optional<CodeExtension> extension) {
        this.whole = whole;
        this.extension = extension;
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
        List<List<CodeElement>> elements = new ArrayList<>();
        boolean extended = terms.size() > 1;
        for (String term : terms) {
            extended |= standard(term).startsWith(EXTENDED);
            elements.add(elements(term));
        }
        String first = plain(terms.getFirst());
        // UTF-8 and the Chinese sets of one to four bytes stand alone; what is named beside them can have no meaning.
        boolean alone = first.equals("ISO_IR 192") || first.startsWith("GB");
        if (extended && !alone) {
            return new CharacterSet(StandardCharsets.ISO_8859_1, Optional.of(CodeExtension.of(elements)));
        }
        String name = WHOLE.getOrDefault(first, elements.getFirst().isEmpty()
                ? "ISO-8859-1"
                : elements.getFirst().getLast().charset());
        return new CharacterSet(Charset.forName(name), Optional.empty());
    }

    /** Turns the bytes of a value into text; what has no meaning becomes U+FFFD. */
    String decode(byte[] bytes, Vr vr) {
        if (extension.isPresent()) {
            return extension.get().decode(bytes, vr);
        }
        String text = new String(bytes, whole);
        return "JIS_X0201".equals(whole.name()) ? romaji(text, vr) : text;
    }

    /**
     * JIS X 0201 has a yen sign where ASCII has the backslash, and DICOM parts values by that byte: it is a yen sign in prose
     * alone, where nothing is parted. Java gives the backslash.
     */
    static String romaji(String text, Vr vr) {
        return vr.kind() == Vr.Kind.PROSE ? text.replace('\\', '\u00a5').replace('~', '\u203e') : text;
    }

    /**
     * Turns text into the bytes of a value.
     *
     * @throws IllegalArgumentException if the character set lacks one of the letters
     */
    byte[] encode(String text, Vr vr) {
        if (extension.isPresent()) {
            return extension.get().encode(text, vr);
        }
        if (!whole.newEncoder().canEncode(text)) {
            throw lacking(whole.name());
        }
        return text.getBytes(whole);
    }

    /** Without the letter, which may be a patient's. */
    static IllegalArgumentException lacking(String set) {
        return new IllegalArgumentException("the data set's character set " + set + " lacks a letter of the text");
    }

    private static List<CodeElement> elements(String term) throws DicomException {
        String plain = plain(term);
        List<CodeElement> elements = CodeElement.ofTerm(plain);
        if (elements.isEmpty() && !WHOLE.containsKey(plain)) {
            throw new DicomException(Tags.SPECIFIC_CHARACTER_SET, "names the unknown character set \"" + term + "\"");
        }
        String name = elements.isEmpty() ? WHOLE.getOrDefault(plain, "UTF-8") : elements.getFirst().charset();
        if (!Charset.isSupported(name)) {
            throw new DicomException(Tags.SPECIFIC_CHARACTER_SET,
                    "names " + term + ", which this Java runtime lacks (module jdk.charsets)");
        }
        return elements;
    }

    private static String plain(String term) {
        return standard(term).replace(EXTENDED, "ISO_IR ");
    }

    /** The standard's spelling of a term: writers mix up its blanks, bars and letters, or name what the set is based on. */
    private static String standard(String term) {
        Matcher matcher = MISSPELT.matcher(term);
        if (matcher.matches()) {
            return (matcher.group(1) == null ? "ISO_IR " : EXTENDED) + matcher.group(2);
        }
        return OTHER_NAMES.getOrDefault(term.toUpperCase(Locale.ROOT), term);
    }
}
