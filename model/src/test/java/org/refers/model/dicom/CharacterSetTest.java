package org.refers.model.dicom;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class CharacterSetTest {

    @ParameterizedTest
    @MethodSource("values")
    void bytesBecomeLetters(String terms, Vr vr, String hex, String expected) throws DicomException {
        assertEquals(expected, set(terms).decode(HexFormat.of().parseHex(hex.replace(" ", "")), vr));
    }

    static Stream<Arguments> values() {
        return Stream.of(
                // Katakana stay in the upper half while Kanji come and go in the lower one.
                Arguments.of("ISO 2022 IR 13\\ISO 2022 IR 87", Vr.LO, "D4CF 1B2442 3B33 D4CF 1B284A 41", "ﾔﾏ山ﾔﾏA"),
                // A caret takes the Korean set back; without another escape the next bytes are not Korean.
                Arguments.of("\\ISO 2022 IR 149", Vr.PN, "1B242943 FBF3 5E 1B242943 D1CE", "洪^吉"),
                Arguments.of("\\ISO 2022 IR 149", Vr.PN, "1B242943 FBF3 5E D1CE", "洪^ÑÎ"),
                // In prose a caret is a letter, and only control characters take a set back.
                Arguments.of("\\ISO 2022 IR 149", Vr.LT, "1B242943 FBF3 5E D1CE", "洪^吉"),
                Arguments.of("\\ISO 2022 IR 149", Vr.LT, "1B242943 FBF3 0D0A 1B242943 D1CE", "洪\r\n吉"),
                Arguments.of("ISO 2022 IR 6\\ISO 2022 IR 144\\ISO 2022 IR 126", Vr.LO, "1B2D4C BBEE 5C 1B2D46 E1E2",
                        "Лю\\αβ"),
                // A pair of bytes whose second one is the delimiter's is one Kanji.
                Arguments.of("\\ISO 2022 IR 87", Vr.LO, "1B2442 305C 1B2842 5C 42", "医\\B".replace("医", kanji(0x305c))),
                Arguments.of("\\ISO 2022 IR 87\\ISO 2022 IR 159", Vr.PN, "1B242844 3021 1B2842 5E 41", "丂^A"),
                Arguments.of("ISO_IR 13", Vr.LO, "B1 5C 7E", "ｱ\\~"),
                Arguments.of("ISO_IR 13", Vr.UT, "B1 5C", "ｱ¥"),
                Arguments.of("ISO_IR 166", Vr.PN, "C7D1", "วั"),
                Arguments.of("ISO_IR 203", Vr.LO, "A4", "€"),
                Arguments.of("GBK", Vr.PN, "CDF5", "王"),
                Arguments.of("ISO_IR 192\\ISO 2022 IR 87", Vr.PN, "E78E8B", "王"),
                // Cut off, or unknown: said, not passed over.
                Arguments.of("\\ISO 2022 IR 87", Vr.LO, "1B2442 3B", "\ufffd"),
                Arguments.of("\\ISO 2022 IR 87", Vr.LO, "1B7A 41", "\ufffdzA"));
    }

    private static String kanji(int code) {
        byte[] euc = {(byte) (code >> 8 | 0x80), (byte) (code | 0x80)};
        return new String(euc, java.nio.charset.Charset.forName("EUC-JP"));
    }

    /** PS3.5, annexes H and I: the very bytes of the standard's examples. */
    @ParameterizedTest
    @MethodSource("names")
    void lettersBecomeTheStandardsBytes(String terms, String name, String hex) throws DicomException {
        byte[] expected = HexFormat.of().parseHex(hex.replace(" ", ""));
        assertArrayEquals(expected, set(terms).encode(name, Vr.PN), HexFormat.of().formatHex(
                set(terms).encode(name, Vr.PN)));
    }

    static Stream<Arguments> names() {
        return Stream.of(
                Arguments.of("\\ISO 2022 IR 87", "Yamada^Tarou=山田^太郎=やまだ^たろう",
                        "59616D6164615E5461726F753D 1B2442 3B334544 1B2842 5E 1B2442 42404F3A 1B2842 3D"
                                + "1B2442 2464245E2440 1B2842 5E 1B2442 243F246D2426 1B2842"),
                Arguments.of("ISO 2022 IR 13\\ISO 2022 IR 87", "ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎",
                        "D4CFC0DE5EC0DBB33D 1B2442 3B334544 1B284A 5E 1B2442 42404F3A 1B284A"),
                Arguments.of("\\ISO 2022 IR 149", "Hong^Gildong=洪^吉洞",
                        "486F6E675E47696C646F6E673D 1B242943 FBF3 5E 1B242943 D1CED4D7"));
    }

    @Property(tries = 300)
    void whatIsEncodedIsDecoded(@ForAll("texts") String text, @ForAll boolean name) throws DicomException {
        Vr vr = name ? Vr.PN : Vr.UT;
        CharacterSet all = set("ISO 2022 IR 6\\ISO 2022 IR 100\\ISO 2022 IR 144\\ISO 2022 IR 13\\ISO 2022 IR 87"
                + "\\ISO 2022 IR 159\\ISO 2022 IR 149\\ISO 2022 IR 58");
        assertEquals(text, all.decode(all.encode(text, vr), vr));
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(List.of("A", "z", "^", "=", "\\", "\r\n", " ", "é", "Ж", "ﾔ", "山", "丂", "홍", "张", "や"))
                .list().ofMaxSize(12).map(parts -> String.join("", parts));
    }

    @Test
    void aLetterThatNoNamedSetHasIsAnError() throws DicomException {
        CharacterSet korean = set("\\ISO 2022 IR 149");
        assertThrows(IllegalArgumentException.class, () -> korean.encode("ü", Vr.PN));
    }

    @Test
    void aNameHasThreeGroupsOfFiveComponents() {
        PersonName name = PersonName.parse("Adams^John Robert Quincy^^Rev.^B.A. M.Div. =山田^太郎");
        assertEquals("Adams", name.alphabetic().family());
        assertEquals("John Robert Quincy", name.alphabetic().given());
        assertEquals("Rev.", name.alphabetic().prefix());
        assertEquals("B.A. M.Div.", name.alphabetic().suffix());
        assertEquals("太郎", name.ideographic().given());
        assertEquals(PersonName.Group.EMPTY, name.phonetic());
        assertEquals("Adams^John Robert Quincy^^Rev.^B.A. M.Div.=山田^太郎", name.written());
        assertEquals("a person's name", name.toString());
        assertEquals("==やまだ", PersonName.parse("==やまだ").written());
    }

    @Test
    void unnamedTextStaysWhatItIsWhenItIsWrittenAgain() throws DicomException {
        // A Latin-1 file that names no set: marking it UTF-8 would turn its letters into others.
        DicomObject latin = DicomReader.parse(DicomWriter.toBytes(SyntheticPixels.dataSet(1, 8, false)
                .bytes(Tags.SERIES_DESCRIPTION, Vr.LO, new byte[]{'M', (byte) 0xfc}).build().toBuilder()
                .bytes(Tags.SPECIFIC_CHARACTER_SET, Vr.CS, new byte[0]).build())).dataSet().toBuilder()
                .remove(Tags.SPECIFIC_CHARACTER_SET).build();
        DicomObject again = DicomReader.parse(DicomWriter.toBytes(latin)).dataSet();
        assertEquals("Mü", again.text(Tags.SERIES_DESCRIPTION).orElseThrow());
        assertEquals("ISO_IR 100", again.text(Tags.SPECIFIC_CHARACTER_SET).orElseThrow());
    }

    private static CharacterSet set(String terms) throws DicomException {
        return CharacterSet.of(new ArrayList<>(Arrays.asList(terms.split("\\\\", -1))));
    }
}
