package org.refers.model.dicom;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Files that break the standard as archives' files do, where nothing is lost and no pixel could be another. */
class HabitsOfOtherWritersTest {

    private static final DicomObject IMAGE = SyntheticPixels.dataSet(1, 12, false).build();

    private static byte[] explicitBody() {
        return DicomEncoder.bare(IMAGE, TransferSyntax.EXPLICIT_LITTLE_ENDIAN, DicomEncoder.Lengths.DEFINED);
    }

    private static byte[] implicitBody() {
        return DicomEncoder.bare(IMAGE, TransferSyntax.IMPLICIT_LITTLE_ENDIAN, DicomEncoder.Lengths.DEFINED);
    }

    private static byte[] file(byte[] body) {
        return DicomEncoder.part10(body, TransferSyntax.EXPLICIT_LITTLE_ENDIAN.uid());
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static void assertImage(byte[] file) throws IOException, DicomException {
        DicomFile read = DicomReader.parse(file);
        assertEquals(IMAGE, read.dataSet());
        assertArrayEquals(SyntheticPixels.values(1, 12, false), PixelData.standard().frame(read, 0).values());
        DicomFile header = DicomReader.readHeaderOfWhole(new ByteArrayInputStream(file), file.length);
        assertEquals(SyntheticPixels.ROWS, header.dataSet().integer(Tags.ROWS).getAsInt());
    }

    private static String refusal(byte[] file) {
        return assertThrows(DicomException.class, () -> DicomReader.parse(file)).getMessage();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 8, 9, 12, 512, 100_001})
    void zerosAfterTheDataSetArePadding(int count) throws IOException, DicomException {
        assertImage(joined(file(explicitBody()), new byte[count]));
        byte[] implicit = DicomEncoder.part10(implicitBody(), TransferSyntax.IMPLICIT_LITTLE_ENDIAN.uid());
        assertImage(joined(implicit, new byte[count]));
    }

    @Test
    void aLineEndAfterThePixelsIsPadding() throws IOException, DicomException {
        assertImage(joined(file(explicitBody()), "\r\n".getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void whatFollowsZerosIsNoPadding() {
        byte[] more = new byte[64];
        more[40] = 1;
        assertTrue(refusal(joined(file(explicitBody()), more)).contains("(0000,0000)"));
        byte[] noPicture = {16, 0, 32, 0, 'L', 'O', 2, 0, 'P', '1'};
        assertTrue(refusal(joined(file(noPicture), new byte[3])).contains("in the middle"));
    }

    @Test
    void theDataSetTellsWhetherItNamesItsRepresentations() throws IOException, DicomException {
        byte[] implicit = DicomEncoder.part10(implicitBody(), TransferSyntax.EXPLICIT_LITTLE_ENDIAN.uid());
        assertImage(implicit);
        assertEquals(TransferSyntax.IMPLICIT_LITTLE_ENDIAN, DicomReader.parse(implicit).syntax());
        byte[] explicit = DicomEncoder.part10(explicitBody(), TransferSyntax.IMPLICIT_LITTLE_ENDIAN.uid());
        assertImage(explicit);
        assertEquals(TransferSyntax.EXPLICIT_LITTLE_ENDIAN, DicomReader.parse(explicit).syntax());
    }

    @Test
    void aMissingTransferSyntaxIsThatOfABareDataSet() throws IOException, DicomException {
        DicomObject meta = DicomObject.builder()
                .text(Tags.MEDIA_STORAGE_SOP_CLASS_UID, Uids.SECONDARY_CAPTURE).build();
        byte[] head = joined(new byte[128], "DICM".getBytes(StandardCharsets.US_ASCII), DicomEncoder.bare(meta,
                TransferSyntax.EXPLICIT_LITTLE_ENDIAN, DicomEncoder.Lengths.DEFINED));
        assertImage(joined(head, explicitBody()));
        assertImage(joined(head, implicitBody()));
        assertTrue(refusal(joined(head, new byte[]{0x10, 0, 0x10, 0, 0, 0, 0, 0}))
                .contains("Transfer Syntax UID (0002,0010) is missing"));
    }

    @Test
    void metaInformationMayBeImplicit() throws IOException, DicomException {
        DicomObject meta = DicomObject.builder()
                .text(Tags.TRANSFER_SYNTAX_UID, TransferSyntax.EXPLICIT_LITTLE_ENDIAN.uid()).build();
        byte[] implicit = DicomEncoder.bare(meta, TransferSyntax.IMPLICIT_LITTLE_ENDIAN, DicomEncoder.Lengths.DEFINED);
        assertImage(joined(new byte[128], "DICM".getBytes(StandardCharsets.US_ASCII), implicit, explicitBody()));
    }

    @Test
    void marksOfEndsThatNothingBeganArePassedOver() throws DicomException {
        byte[] itemEnd = {-2, -1, 0x0d, -32, 0, 0, 0, 0};
        byte[] sequenceEnd = {-2, -1, (byte) 0xdd, -32, 0, 0, 0, 0};
        byte[] code = {8, 0, 0, 1, 'S', 'H', 2, 0, 'T', '1'};
        byte[] inside = joined(new byte[]{-2, -1, 0, -32, 18, 0, 0, 0}, code, itemEnd);
        byte[] sequence = joined(new byte[]{8, 0, 0x18, 0x22, 'S', 'Q', 0, 0, 34, 0, 0, 0}, inside, sequenceEnd);
        byte[] body = joined(sequence, itemEnd, sequenceEnd, new byte[]{16, 0, 32, 0, 'L', 'O', 2, 0, 'P', '1'});
        DicomObject read = DicomReader.parse(file(body)).dataSet();
        assertEquals("T1", read.items(0x00082218).getFirst().text(Tags.CODE_VALUE).orElseThrow());
        assertEquals("P1", read.text(Tags.PATIENT_ID).orElseThrow());
    }

    @Test
    void anUnknownSequenceMayBeExplicitInside() throws DicomException {
        byte[] code = {8, 0, 0, 1, 'S', 'H', 2, 0, 'T', '1'};
        byte[] body = joined(new byte[]{9, 0, 0x10, 0x10, 'U', 'N', 0, 0, -1, -1, -1, -1},
                new byte[]{-2, -1, 0, -32, 10, 0, 0, 0}, code, new byte[]{-2, -1, (byte) 0xdd, -32, 0, 0, 0, 0},
                new byte[]{16, 0, 32, 0, 'L', 'O', 2, 0, 'P', '1'});
        DicomObject read = DicomReader.parse(file(body)).dataSet();
        assertEquals("T1", read.items(0x00091010).getFirst().text(Tags.CODE_VALUE).orElseThrow());
        assertEquals("P1", read.text(Tags.PATIENT_ID).orElseThrow());
    }

    @Test
    void compressedPixelsMayEndWithTheFile() throws DicomException {
        byte[] whole = DicomWriter.toRleBytes(IMAGE);
        DicomFile read = DicomReader.parse(Arrays.copyOf(whole, whole.length - 8));
        assertArrayEquals(SyntheticPixels.values(1, 12, false), PixelData.standard().frame(read, 0).values());
    }

    @ParameterizedTest
    @CsvSource({"ISO-IR 144,\u042f", "ISO_IR_144,\u042f", "ISO IR 144,\u042f", "iso_ir 144,\u042f",
        "ISO2022IR144,\u042f", "ISO 2022-IR 144,\u042f", "ISO-8859-5,\u042f"})
    void misspeltCharacterSetsAreKnown(String term, String letter) throws DicomException {
        assertEquals(letter, CharacterSet.of(List.of(term)).decode(new byte[]{(byte) 0xcf}, Vr.LO), term);
    }

    @Test
    void otherSpellingsOfUtf8AreKnown() throws DicomException {
        byte[] letter = "\u042f".getBytes(StandardCharsets.UTF_8);
        assertEquals("\u042f", CharacterSet.of(List.of("UTF-8")).decode(letter, Vr.LO));
        assertEquals("\u042f", CharacterSet.of(List.of("ISO-IR 192")).decode(letter, Vr.LO));
    }

    @Test
    void attributesThatFollowFromOthersMayBeMissing() throws IOException, DicomException {
        DicomObject grey = IMAGE.toBuilder().remove(Tags.SAMPLES_PER_PIXEL).remove(Tags.HIGH_BIT)
                .text(Tags.NUMBER_OF_FRAMES, "0").build();
        DicomFile read = DicomReader.parse(DicomWriter.toBytes(grey));
        assertArrayEquals(SyntheticPixels.values(1, 12, false), PixelData.standard().frame(read, 0).values());
        DicomObject colour = SyntheticPixels.dataSet(3, 8, false).remove(Tags.PLANAR_CONFIGURATION).build();
        DicomFile coloured = DicomReader.parse(DicomWriter.toBytes(colour));
        assertArrayEquals(SyntheticPixels.values(3, 8, false), PixelData.standard().frame(coloured, 0).values());
        DicomObject unclear = IMAGE.toBuilder().remove(Tags.SAMPLES_PER_PIXEL)
                .text(Tags.PHOTOMETRIC_INTERPRETATION, "RGB").build();
        assertTrue(assertThrows(DicomException.class, () -> PixelFormat.of(unclear)).getMessage()
                .contains("is missing"));
    }
}
