package org.refers.model.dicom;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What every {@link DicomProvider} must do. A provider's module extends it and gives the provider. */
public abstract class DicomProviderContract {

    private static final int PRIVATE_CREATOR = 0x00110010;
    private static final int PRIVATE_VALUE = 0x00111001;
    private static final List<TransferSyntax> NATIVE = List.of(TransferSyntax.IMPLICIT_LITTLE_ENDIAN,
            TransferSyntax.EXPLICIT_LITTLE_ENDIAN, TransferSyntax.DEFLATED, TransferSyntax.EXPLICIT_BIG_ENDIAN);

    @TempDir
    private Path folder = Path.of("");

    /** The provider under test. */
    protected abstract DicomProvider provider();

    @Test
    void theNameIsShortAndInLowerCase() {
        assertTrue(provider().name().matches("[a-z][a-z0-9+]*"), provider().name());
    }

    @Test
    void attributesAreReadFromEveryEncoding() throws IOException, DicomException {
        DicomObject code = DicomObject.builder().text(Tags.CODE_VALUE, "R-10214").text(Tags.CODE_MEANING, "PA").build();
        DicomObject written = SyntheticPixels.dataSet(1, 12, true).text(Tags.SPECIFIC_CHARACTER_SET, "ISO_IR 144")
                .text(Tags.PATIENT_NAME, "Люкceмбypг").items(Tags.VIEW_CODE_SEQUENCE, List.of(code))
                .decimals(Tags.WINDOW_CENTER, 1.5, -2).text(PRIVATE_CREATOR, Vr.LO, "REFERS")
                .bytes(PRIVATE_VALUE, Vr.UN, new byte[]{1, 2, 3, 4}).build();
        for (TransferSyntax syntax : NATIVE) {
            for (DicomWriter.Lengths lengths : DicomWriter.Lengths.values()) {
                Path file = write(DicomWriter.toBytes(written, syntax, lengths));
                DicomFile read = provider().read(file);
                String where = syntax.title() + ", " + lengths;
                assertEquals(syntax, read.syntax(), where);
                assertEquals(Uids.SECONDARY_CAPTURE, read.meta().text(Tags.MEDIA_STORAGE_SOP_CLASS_UID).orElse(""),
                        where);
                assertAttributes(read.dataSet(), where);
                assertAttributes(provider().readHeader(file).dataSet(), where);
                assertFalse(provider().readHeader(file).dataSet().contains(Tags.PIXEL_DATA), where);
            }
        }
    }

    private static void assertAttributes(DicomObject read, String where) throws DicomException {
        assertEquals("Люкceмбypг", read.text(Tags.PATIENT_NAME).orElse(""), where);
        assertEquals(SyntheticPixels.ROWS, read.integer(Tags.ROWS).orElse(0), where);
        assertArrayEquals(new double[]{1.5, -2}, read.numbers(Tags.WINDOW_CENTER), where);
        assertEquals("PA", read.items(Tags.VIEW_CODE_SEQUENCE).getFirst().text(Tags.CODE_MEANING).orElse(""), where);
        assertArrayEquals(new byte[]{1, 2, 3, 4}, read.bytes(PRIVATE_VALUE), where);
    }

    @Test
    void uncompressedFramesAreStoredValues() throws IOException, DicomException {
        for (TransferSyntax syntax : NATIVE) {
            assertTrue(provider().syntaxes().contains(syntax), syntax.title());
            for (int bits : new int[]{8, 12, 16}) {
                for (boolean signed : new boolean[]{false, true}) {
                    byte[] file = DicomWriter.toBytes(SyntheticPixels.dataSet(1, bits, signed).build(), syntax);
                    PixelFrame frame = frame(file, 0);
                    String where = syntax.title() + ", " + bits + " bits, signed " + signed;
                    assertEquals(bits, frame.bitsStored(), where);
                    assertEquals(signed, frame.signed(), where);
                    assertArrayEquals(SyntheticPixels.values(1, bits, signed), frame.values(), where);
                }
            }
        }
    }

    @Test
    void framesAreCountedFromZero() throws IOException, DicomException {
        short[] one = SyntheticPixels.values(1, 8, false);
        byte[] two = new byte[2 * one.length];
        for (int i = 0; i < one.length; i++) {
            two[i] = (byte) one[i];
            two[one.length + i] = (byte) (255 - one[i]);
        }
        DicomObject dataSet = SyntheticPixels.image(1, 8, false).text(Tags.NUMBER_OF_FRAMES, "2")
                .bytes(Tags.PIXEL_DATA, Vr.OB, two).build();
        short[] second = frame(DicomWriter.toBytes(dataSet), 1).values();
        assertEquals(255 - one[500], second[500]);
    }

    @Test
    void everyClaimedCompressionIsExact() throws IOException, DicomException {
        for (boolean signed : new boolean[]{false, true}) {
            if (provider().syntaxes().contains(TransferSyntax.RLE_LOSSLESS)) {
                byte[] file = DicomWriter.toRleBytes(SyntheticPixels.dataSet(1, 12, signed).build());
                assertArrayEquals(SyntheticPixels.values(1, 12, signed), frame(file, 0).values());
            }
        }
        for (String name : List.of("grey12-jpegls", "grey16-jpeg2000", "grey8-lossless")) {
            byte[] file = PixelDecoderTest.resource(name);
            int bits = Integer.parseInt(name.replaceAll("\\D+(\\d+)-.*", "$1"));
            if (provider().syntaxes().contains(DicomReader.parse(file).syntax())) {
                assertArrayEquals(SyntheticPixels.values(1, bits, false), frame(file, 0).values(), name);
            }
        }
    }

    @Test
    void colourIsRgb() throws IOException, DicomException {
        PixelFrame frame = frame(DicomWriter.toBytes(SyntheticPixels.dataSet(3, 8, false).build()), 0);
        assertEquals(3, frame.samples());
        assertArrayEquals(SyntheticPixels.values(3, 8, false), frame.values());
    }

    @Test
    void whatIsNoWholeDicomFileIsRefusedWithoutItsFolder() throws IOException {
        byte[] whole = DicomWriter.toBytes(SyntheticPixels.dataSet(1, 12, false).build());
        for (byte[] broken : List.of(new byte[0], "not a DICOM file".repeat(20).getBytes(StandardCharsets.US_ASCII),
                Arrays.copyOf(whole, whole.length - 100), Arrays.copyOf(whole, 300))) {
            Path file = write(broken);
            String words = assertThrows(DicomException.class, () -> provider().read(file)).getMessage();
            assertTrue(words.startsWith("file.dcm: "), words);
            assertFalse(words.contains(folder.toString()), words);
        }
    }

    private PixelFrame frame(byte[] bytes, int index) throws IOException, DicomException {
        return provider().frame(provider().read(write(bytes)), index);
    }

    private Path write(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("file.dcm"), bytes);
    }
}
