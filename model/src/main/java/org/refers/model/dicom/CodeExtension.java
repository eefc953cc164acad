package org.refers.model.dicom;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.refers.model.dicom.CodeElement.Half;

/**
 * Text with code extensions by ISO 2022: escape sequences change what the lower and the upper half of the bytes mean, until a
 * delimiter or the value's end puts both back (PS3.5, 6.1.2.5.3).
 */
final class CodeExtension {

    private static final byte ESCAPE = 0x1b;
    private static final String UNKNOWN = "\ufffd";

    /** What both halves mean; nothing in the upper one after ASCII alone. */
    private record State(CodeElement lower, @Nullable CodeElement upper) {

        State with(CodeElement element) {
            return element.half() == Half.LOWER ? new State(element, upper) : new State(lower, element);
        }
    }

    private final State first;
    private final List<CodeElement> named;

    private CodeExtension(State first, List<CodeElement> named) {
        this.first = first;
        this.named = List.copyOf(named);
    }

    /** Extensions by the elements of each value of Specific Character Set. */
    static CodeExtension of(List<List<CodeElement>> values) {
        State state = new State(CodeElement.ASCII, null);
        for (CodeElement element : values.getFirst()) {
            // Kanji as the first value is a writer's mistake: they are never there without an escape.
            boolean kanji = element.half() == Half.LOWER && element.width() == 2;
            state = kanji ? state : state.with(element);
        }
        List<CodeElement> named = new ArrayList<>();
        named.add(CodeElement.ASCII);
        values.forEach(named::addAll);
        return new CodeExtension(state, named);
    }

    String decode(byte[] bytes, Vr vr) {
        StringBuilder text = new StringBuilder(bytes.length);
        State state = first;
        int at = 0;
        while (at < bytes.length) {
            byte b = bytes[at];
            if (b == ESCAPE) {
                Optional<CodeElement> switched = CodeElement.atEscape(bytes, at + 1);
                // An unknown escape is shown as such: dropping it would pass over a letter in silence.
                text.append(switched.isEmpty() ? UNKNOWN : "");
                state = switched.map(state::with).orElse(state);
                at += 1 + switched.map(element -> element.escape().length()).orElse(0);
                continue;
            }
            CodeElement element = b < 0 ? state.upper : state.lower;
            if (element != null && element.width() == 2 && (b < 0 || b > ' ')) {
                boolean whole = at + 1 < bytes.length && bytes[at + 1] < 0 == b < 0;
                text.append(whole ? element.letter(bytes, at) : UNKNOWN);
                at += whole ? 2 : 1;
                continue;
            }
            state = isDelimiter(b, vr) ? first : state;
            text.append(single(element, bytes, at, vr));
            at++;
        }
        return text.toString();
    }

    private static String single(@Nullable CodeElement element, byte[] bytes, int at, Vr vr) {
        byte b = bytes[at];
        if (b >= 0) {
            String letter = String.valueOf((char) b);
            return element == CodeElement.ROMAJI ? CharacterSet.romaji(letter, vr) : letter;
        }
        // Letters of the upper half after ASCII alone: files that named the wrong set mostly mean Latin-1.
        return element == null
                ? new String(bytes, at, 1, StandardCharsets.ISO_8859_1)
                : element.letter(bytes, at);
    }

    byte[] encode(String text, Vr vr) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(text.length() * 2);
        State state = first;
        int at = 0;
        while (at < text.length()) {
            int point = text.codePointAt(at);
            String letter = Character.toString(point);
            at += letter.length();
            if (point < 0x80 && isDelimiter((byte) point, vr)) {
                state = backToFirst(state, out);
                out.write(point);
                continue;
            }
            CodeElement element = elementFor(letter, point, state);
            boolean active = element.equals(state.lower) || element.equals(state.upper);
            if (!active) {
                escape(element, out);
                state = state.with(element);
            }
            out.writeBytes(point < 0x80 ? new byte[]{(byte) point} : element.bytes(letter).orElseThrow());
        }
        backToFirst(state, out);
        return out.toByteArray();
    }

    /** An element that has the letter, one that is active before the others. */
    private CodeElement elementFor(String letter, int point, State state) {
        List<CodeElement> candidates = new ArrayList<>();
        candidates.add(state.lower);
        if (state.upper != null) {
            candidates.add(state.upper);
        }
        candidates.add(first.lower);
        candidates.addAll(named);
        for (CodeElement element : candidates) {
            boolean has = point < 0x80
                    ? element.half() == Half.LOWER && element.width() == 1
                    : element.bytes(letter).isPresent();
            if (has) {
                return element;
            }
        }
        throw CharacterSet.lacking(named.toString());
    }

    /** Readers take the first lower half up again at a delimiter by themselves; the standard wants it written all the same. */
    private State backToFirst(State state, ByteArrayOutputStream out) {
        if (!state.lower.equals(first.lower)) {
            escape(first.lower, out);
        }
        return first;
    }

    private static void escape(CodeElement element, ByteArrayOutputStream out) {
        out.write(ESCAPE);
        out.writeBytes(element.escape().getBytes(StandardCharsets.US_ASCII));
    }

    private static boolean isDelimiter(byte b, Vr vr) {
        return switch (b) {
            case '\\' -> vr.kind() != Vr.Kind.PROSE;
            case '^', '=' -> vr == Vr.PN;
            default -> b >= 0 && b < ' ';
        };
    }
}
