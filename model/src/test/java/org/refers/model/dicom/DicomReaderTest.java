package org.refers.model.dicom;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class DicomReaderTest {

    private static final int PRIVATE_CREATOR = 0x00110010;
    private static final int PRIVATE_VALUE = 0x00111001;

    @Property(tries = 100)
    void whatIsWrittenIsReadBack(@ForAll("dataSets") DicomObject dataSet) throws DicomException {
        DicomFile file = DicomReader.parse(DicomWriter.toBytes(dataSet));
        assertEquals(dataSet, file.dataSet());
        assertEquals(TransferSyntax.EXPLICIT_LITTLE_ENDIAN, file.syntax());
        assertEquals(dataSet.text(Tags.SOP_INSTANCE_UID), file.meta().text(Tags.MEDIA_STORAGE_SOP_INSTANCE_UID));
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void everyLayoutIsReadAlike(TransferSyntax syntax, DicomEncoder.Lengths lengths) throws DicomException {
        DicomObject dataSet = nested();
        DicomFile file = DicomReader.parse(DicomEncoder.file(dataSet, syntax, lengths));
        assertEquals(dataSet, file.dataSet());
        assertEquals(syntax, file.syntax());
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void bareDataSetsAreReadAlike(TransferSyntax syntax, DicomEncoder.Lengths lengths) throws DicomException {
        if (syntax != TransferSyntax.DEFLATED) {
            DicomFile file = DicomReader.parse(DicomEncoder.bare(nested(), syntax, lengths));
            assertEquals(nested(), file.dataSet());
            assertEquals(syntax, file.syntax());
        }
    }

    static Stream<Arguments> layouts() {
        return Stream.of(TransferSyntax.IMPLICIT_LITTLE_ENDIAN, TransferSyntax.EXPLICIT_LITTLE_ENDIAN,
                TransferSyntax.EXPLICIT_BIG_ENDIAN, TransferSyntax.DEFLATED)
                .flatMap(syntax -> Stream.of(DicomEncoder.Lengths.values())
                        .map(lengths -> Arguments.of(syntax, lengths)));
    }

    @Test
    void filesWithoutPreambleAreRead() throws DicomException {
        byte[] whole = DicomWriter.toBytes(nested());
        byte[] magicFirst = Arrays.copyOfRange(whole, 128, whole.length);
        byte[] metaFirst = Arrays.copyOfRange(whole, 132, whole.length);
        assertEquals(nested(), DicomReader.parse(magicFirst).dataSet());
        assertEquals(nested(), DicomReader.parse(metaFirst).dataSet());
    }

    @Test
    void unknownOfUndefinedLengthIsAnImplicitSequence() throws DicomException {
        DicomObject inner = DicomObject.builder().text(Tags.CODE_MEANING, "inner").build();
        byte[] implicit = DicomEncoder.bare(DicomObject.builder().items(PRIVATE_VALUE, List.of(inner)).build(),
                TransferSyntax.IMPLICIT_LITTLE_ENDIAN, DicomEncoder.Lengths.UNDEFINED);
        ByteArrayOutputStream explicit = new ByteArrayOutputStream();
        explicit.writeBytes(new byte[]{0x11, 0, 1, 0x10, 'U', 'N', 0, 0, -1, -1, -1, -1});
        explicit.write(implicit, 8, implicit.length - 8);
        DicomFile file = DicomReader.parse(
                DicomEncoder.part10(explicit.toByteArray(), TransferSyntax.EXPLICIT_LITTLE_ENDIAN.uid()));
        assertEquals(List.of(inner), file.dataSet().items(PRIVATE_VALUE));
    }

    @Test
    void aKnownSequenceBehindUnknownIsReadWhateverItsLength() throws DicomException {
        DicomObject inner = DicomObject.builder().text(Tags.CODE_MEANING, "inner").build();
        for (DicomEncoder.Lengths lengths : DicomEncoder.Lengths.values()) {
            byte[] implicit = DicomEncoder.bare(
                    DicomObject.builder().items(Tags.VIEW_CODE_SEQUENCE, List.of(inner)).build(),
                    TransferSyntax.IMPLICIT_LITTLE_ENDIAN, lengths);
            ByteArrayOutputStream explicit = new ByteArrayOutputStream();
            explicit.writeBytes(new byte[]{0x54, 0, 0x20, 0x02, 'U', 'N', 0, 0});
            explicit.write(implicit, 4, implicit.length - 4);
            DicomFile file = DicomReader.parse(
                    DicomEncoder.part10(explicit.toByteArray(), TransferSyntax.EXPLICIT_LITTLE_ENDIAN.uid()));
            assertEquals(List.of(inner), file.dataSet().items(Tags.VIEW_CODE_SEQUENCE), lengths.name());
        }
    }

    @Test
    void headerReadingStopsBeforePixels(@TempDir Path folder) throws IOException, DicomException {
        Path path = folder.resolve("cut.dcm");
        byte[] whole = DicomWriter.toBytes(SyntheticPixels.dataSet(1, 12, false).build());
        Files.write(path, Arrays.copyOf(whole, whole.length - 1000));
        assertEquals(SyntheticPixels.ROWS, DicomReader.readHeader(path).dataSet().integer(Tags.ROWS).getAsInt());
        DicomException cut = assertThrows(DicomException.class, () -> DicomReader.read(path));
        assertTrue(cut.getMessage().startsWith("cut.dcm: Pixel Data (7FE0,0010) says it has 1426 bytes"),
                cut.getMessage());
        assertFalse(cut.getMessage().contains(folder.toString()), cut.getMessage());
    }

    @Test
    void theHeaderOfAWholeFileIsThatOfTheWholeAndCutFilesAreRefusedAlike(@TempDir Path folder)
            throws IOException, DicomException {
        DicomObject native16 = SyntheticPixels.dataSet(1, 12, false).build();
        Path rle = folder.resolve("rle.dcm");
        DicomWriter.writeRle(native16, rle);
        for (byte[] whole : List.of(DicomWriter.toBytes(native16), Files.readAllBytes(rle))) {
            DicomObject header = DicomReader.readHeaderOfWhole(new ByteArrayInputStream(whole), whole.length).dataSet();
            assertFalse(header.contains(Tags.PIXEL_DATA));
            assertEquals(DicomReader.parse(whole).dataSet().elements().stream()
                    .filter(element -> Integer.compareUnsigned(element.tag(), Tags.EXTENDED_OFFSET_TABLE) < 0).count(),
                    header.elements().size());
            for (int length = 133; length < whole.length; length += 7) {
                byte[] cut = Arrays.copyOf(whole, length);
                assertEquals(problem(() -> DicomReader.parse(cut)),
                        problem(() -> DicomReader.readHeaderOfWhole(new ByteArrayInputStream(cut), cut.length)),
                        "cut to " + length);
            }
        }
    }

    /** What reading fails with; empty if it does not. */
    private static String problem(Reading reading) throws IOException {
        try {
            reading.run();
            return "";
        } catch (DicomException refused) {
            return String.valueOf(refused.getMessage());
        }
    }

    /** Something that reads. */
    private interface Reading {
        void run() throws IOException, DicomException;
    }

    @Test
    void pixelDataThatStandsTwiceIsRefusedInAHeaderToo() throws IOException {
        byte[] element = {(byte) 0xe0, 0x7f, 0x10, 0, 'O', 'W', 0, 0, 2, 0, 0, 0, 1, 2};
        ByteArrayOutputStream twice = new ByteArrayOutputStream();
        twice.write(element);
        twice.write(element);
        byte[] file = DicomEncoder.part10(twice.toByteArray(), TransferSyntax.EXPLICIT_LITTLE_ENDIAN.uid());
        DicomException refused = assertThrows(DicomException.class,
                () -> DicomReader.readHeaderOfWhole(new ByteArrayInputStream(file), file.length));
        assertTrue(refused.getMessage().contains("stands twice"), refused.getMessage());
    }

    @Test
    void unknownTransferSyntaxIsNamed() {
        byte[] file = DicomEncoder.part10(new byte[0], "1.2.840.10008.1.2.4.999");
        DicomException refused = assertThrows(DicomException.class, () -> DicomReader.parse(file));
        assertTrue(refused.getMessage().contains("1.2.840.10008.1.2.4.999"), refused.getMessage());
        assertEquals(Tags.TRANSFER_SYNTAX_UID, refused.tag().getAsInt());
    }

    @Test
    void numbersComeFromTextAndBinary() throws DicomException {
        DicomObject dataSet = DicomObject.builder().decimals(Tags.WINDOW_CENTER, 1.5, -2e-7, 1e22)
                .integers(Tags.ROWS, 65_535).integers(Tags.PIXEL_PADDING_VALUE, Vr.SS, -5)
                .bytes(0x00189999, Vr.FD, new byte[]{0, 0, 0, 0, 0, 0, (byte) 0xf0, 0x3f}).build();
        assertArrayEquals(new double[]{1.5, -2e-7, 1e22}, dataSet.numbers(Tags.WINDOW_CENTER));
        assertEquals(65_535, dataSet.integer(Tags.ROWS).getAsInt());
        assertEquals(-5, dataSet.integer(Tags.PIXEL_PADDING_VALUE).getAsInt());
        assertEquals(1.0, dataSet.number(0x00189999).getAsDouble());
        DicomObject wrong = DicomObject.builder().text(Tags.WINDOW_WIDTH, "0x1p3").build();
        assertThrows(DicomException.class, () -> wrong.number(Tags.WINDOW_WIDTH));
    }

    @Property
    void decimalStringsAreShortAndNear(@ForAll double number) {
        if (Double.isFinite(number) && (number == 0 || Math.abs(number) > 1e-90) && Math.abs(number) < 1e99) {
            String text = ElementNumbers.decimal(number);
            assertTrue(text.length() <= 16, text);
            assertEquals(number, Double.parseDouble(text), Math.abs(number) * 1e-8);
        }
    }

    @Test
    void seedsMakeLastingUids() {
        assertEquals(Uids.fromSeed("a"), Uids.fromSeed("a"));
        assertFalse(Uids.fromSeed("a").equals(Uids.fromSeed("b")));
        assertTrue(Uids.fromSeed("a").matches("2\\.25\\.[1-9][0-9]{30,38}"), Uids.fromSeed("a"));
        assertTrue(Uids.fromSeed("a").length() <= 64);
    }

    @Test
    void everyNamedTagIsInTheDictionary() throws IllegalAccessException {
        for (var field : Tags.class.getFields()) {
            assertTrue(Tags.vrOf(field.getInt(null)).isPresent(), field.getName());
        }
    }

    private static DicomObject nested() {
        DicomObject code = DicomObject.builder().text(Tags.CODE_VALUE, "R-10214").text(Tags.CODE_MEANING, "PA ")
                .build();
        DicomObject view = DicomObject.builder().text(Tags.CODE_VALUE, "399348003 ")
                .items(Tags.VIEW_MODIFIER_CODE_SEQUENCE, List.of(code, DicomObject.builder().build())).build();
        return SyntheticPixels.dataSet(1, 12, false).text(Tags.PATIENT_NAME, "Test^Case ")
                .items(Tags.VIEW_CODE_SEQUENCE, List.of(view)).items(Tags.SOURCE_IMAGE_SEQUENCE, List.of())
                .text(PRIVATE_CREATOR, Vr.LO, "REFERS").bytes(PRIVATE_VALUE, Vr.UN, new byte[]{1, 2, 3, 4}).build();
    }

    @Provide
    Arbitrary<DicomObject> dataSets() {
        return objects(2).map(object -> object.toBuilder().text(Tags.SOP_CLASS_UID, Uids.SECONDARY_CAPTURE)
                .text(Tags.SOP_INSTANCE_UID, Uids.fromSeed("x")).build());
    }

    private static Arbitrary<DicomObject> objects(int depth) {
        return elements(depth).list().ofMaxSize(8).map(elements -> {
            DicomObject.Builder builder = DicomObject.builder();
            elements.forEach(builder::put);
            return builder.build();
        });
    }

    private static Arbitrary<DicomElement> elements(int depth) {
        // Group 0008 is left out, so that no random value is taken for a character set.
        Arbitrary<Integer> tags = Arbitraries.integers().between(0x0010, 0x7fdf)
                .flatMap(group -> Arbitraries.integers().between(0x1, 0xffff).map(number -> group << 16 | number));
        Arbitrary<DicomElement> bytes = Combinators.combine(tags, Arbitraries.of(Vr.values()),
                Arbitraries.bytes().array(byte[].class).ofMaxSize(40)).as(DicomReaderTest::plain);
        if (depth == 0) {
            return bytes;
        }
        Arbitrary<DicomElement> sequences = Combinators.combine(tags, objects(depth - 1).list().ofMaxSize(3))
                .as((tag, items) -> new DicomElement(tag, Vr.SQ, new DicomValue.Items(items)));
        return Arbitraries.frequencyOf(Tuple.of(5, bytes), Tuple.of(1, sequences));
    }

    /** Text is ASCII here, since other bytes make the writer name a character set; lengths are even, as files have them. */
    private static DicomElement plain(int tag, Vr vr, byte[] random) {
        Vr used = vr == Vr.SQ ? Vr.UT : vr;
        List<Byte> even = new ArrayList<>();
        for (int i = 0; i < random.length / 2 * 2; i++) {
            even.add(used.isText() ? (byte) (random[i] & 0x7f) : random[i]);
        }
        byte[] bytes = new byte[even.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = even.get(i);
        }
        boolean known = used == Vr.UN && Tags.vrOf(tag).isPresent();
        return new DicomElement(tag, known ? Vr.OB : used, new DicomValue.Bytes(bytes));
    }

    @ParameterizedTest
    @MethodSource("names")
    void charactersOfTheStandardsExamples(String terms, String hex, String expected) throws DicomException {
        byte[] name = HexFormat.of().parseHex(hex.replace(" ", ""));
        DicomObject dataSet = DicomObject.builder().text(Tags.SPECIFIC_CHARACTER_SET, terms)
                .bytes(Tags.PATIENT_NAME, Vr.PN, name).build();
        byte[] body = DicomEncoder.bare(dataSet, TransferSyntax.EXPLICIT_LITTLE_ENDIAN, DicomEncoder.Lengths.DEFINED);
        DicomObject read = DicomReader.parse(body).dataSet();
        assertEquals(expected, read.text(Tags.PATIENT_NAME).orElse("").replace("\0", ""));
    }

    /** The examples of PS3.5, annexes H, I, J and K, and single sets. */
    static Stream<Arguments> names() {
        return Stream.of(
                Arguments.of("\\ISO 2022 IR 87",
                        "59616D6164615E5461726F753D 1B2442 3B33 4544 1B2842 5E 1B2442 4240 4F3A 1B2842 3D"
                                + "1B2442 2464 245E 2440 1B2842 5E 1B2442 243F 246D 2426 1B2842",
                        "Yamada^Tarou=山田^太郎=やまだ^たろう"),
                Arguments.of("ISO 2022 IR 13\\ISO 2022 IR 87",
                        "D4CFC0DE5EC0DBB33D 1B2442 3B33 4544 1B284A 5E 1B2442 4240 4F3A 1B284A 3D"
                                + "1B2442 2464 245E 2440 1B284A 5E 1B2442 243F 246D 2426 1B284A",
                        "ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう"),
                Arguments.of("\\ISO 2022 IR 149",
                        "486F6E675E47696C646F6E673D 1B2429 43 FBF3 5E 1B2429 43 D1CE D4D7 3D"
                                + "1B2429 43 C8AB 5E 1B2429 43 B1E6 B5BF",
                        "Hong^Gildong=洪^吉洞=홍^길동"),
                Arguments.of("\\ISO 2022 IR 58",
                        "5A68616E675E5869616F446F6E673D 1B2429 41 D5C5 5E 1B2429 41 D0A1 B6AB 3D",
                        "Zhang^XiaoDong=张^小东="),
                Arguments.of("ISO_IR 192", "57616E675E5869616F446F6E673D E78E8B 5E E5B08F E69DB1 3D",
                        "Wang^XiaoDong=王^小東="),
                Arguments.of("GB18030", "57616E675E5869616F446F6E673D CDF5 5E D0A1 B6AB 3D",
                        "Wang^XiaoDong=王^小东="),
                Arguments.of("ISO_IR 100", "4D FC 6C6C6572", "Müller"),
                Arguments.of("ISO_IR 144", "BBEEDAE6", "Люкц"),
                Arguments.of("", "4D FC 6C6C6572", "Müller"));
    }

    @Test
    void unknownCharacterSetIsNamed() {
        byte[] body = DicomEncoder.bare(
                DicomObject.builder().bytes(Tags.SPECIFIC_CHARACTER_SET, Vr.CS, "ISO_IR 999".getBytes(US_ASCII))
                        .build(),
                TransferSyntax.EXPLICIT_LITTLE_ENDIAN, DicomEncoder.Lengths.DEFINED);
        DicomException refused = assertThrows(DicomException.class, () -> DicomReader.parse(body));
        assertTrue(refused.getMessage().contains("ISO_IR 999"), refused.getMessage());
    }

    @Test
    void multiByteLettersMayHoldABackslash() throws DicomException {
        // The second byte of this GBK letter is 5C, which parts values everywhere else.
        byte[] value = {(byte) 0x95, 0x5c, '\\', 'b'};
        DicomObject dataSet = DicomObject.builder().text(Tags.SPECIFIC_CHARACTER_SET, "GBK ")
                .bytes(Tags.SERIES_DESCRIPTION, Vr.LO, value).build();
        byte[] body = DicomEncoder.bare(dataSet, TransferSyntax.EXPLICIT_LITTLE_ENDIAN, DicomEncoder.Lengths.DEFINED);
        List<String> texts = DicomReader.parse(body).dataSet().texts(Tags.SERIES_DESCRIPTION);
        assertEquals(List.of("昞", "b"), texts);
        assertEquals("昞", new String(value, 0, 2, Charset.forName("GBK")));
    }
}
