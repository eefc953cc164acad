package org.refers.model.dicom;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class DicomWriterTest {

    private static final int PRIVATE_CREATOR = 0x00110010;
    private static final int PRIVATE_WORDS = 0x00111001;
    private static final int PRIVATE_ITEMS = 0x00111002;

    @ParameterizedTest
    @MethodSource("encodings")
    void everyEncodingIsReadBack(TransferSyntax syntax, DicomWriter.Lengths lengths) throws DicomException {
        byte[] written = DicomWriter.toBytes(dataSet(), syntax, lengths);
        DicomFile file = DicomReader.parse(written);
        assertEquals(syntax, file.syntax());
        assertEquals(known(syntax, lengths), file.dataSet());
        assertEquals(0, written.length % 2);
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void theBytesAreThoseOfTheTestsOwnEncoder(TransferSyntax syntax, DicomWriter.Lengths lengths) {
        if (syntax != TransferSyntax.DEFLATED) {
            byte[] expected = DicomEncoder.bare(dataSet(), syntax, DicomEncoder.Lengths.valueOf(lengths.name()));
            assertArrayEquals(expected, DicomWriter.toBareBytes(dataSet(), syntax, lengths));
        }
    }

    static Stream<Arguments> encodings() {
        return Stream.of(TransferSyntax.IMPLICIT_LITTLE_ENDIAN, TransferSyntax.EXPLICIT_LITTLE_ENDIAN,
                TransferSyntax.EXPLICIT_BIG_ENDIAN, TransferSyntax.DEFLATED)
                .flatMap(syntax -> Stream.of(DicomWriter.Lengths.values())
                        .map(lengths -> Arguments.of(syntax, lengths)));
    }

    @Test
    void aTableTooLongForSixteenBitsOfLengthIsReadBack() throws DicomException {
        long[] entries = new long[65_536];
        Arrays.setAll(entries, i -> 65_535 - i);
        DicomObject table = dataSet().toBuilder().integers(Tags.LUT_DATA, Vr.US, entries).build();
        double[] read = DicomReader.parse(DicomWriter.toBytes(table)).dataSet().numbers(Tags.LUT_DATA);
        assertEquals(65_536, read.length);
        assertEquals(65_535, read[0]);
        assertEquals(1, read[65_534]);
    }

    @Test
    void offsetsBeyondTheTableAreRefused() {
        DicomObject far = SyntheticPixels.image(1, 8, false).put(new DicomElement(Tags.PIXEL_DATA, Vr.OB,
                new DicomValue.Fragments(List.of(0L, 1L << 32), List.of(new byte[2], new byte[2])))).build();
        assertThrows(IllegalArgumentException.class, () -> DicomWriter.toBytes(far, TransferSyntax.RLE_LOSSLESS));
        assertThrows(IllegalArgumentException.class, () -> DicomWriter.toBytes(far));
    }

    /** Private elements with their creator, a private sequence, and numbers of every width. */
    private static DicomObject dataSet() {
        DicomObject inner = DicomObject.builder().text(Tags.CODE_MEANING, "inner ")
                .integers(Tags.ROWS, 513).build();
        return SyntheticPixels.dataSet(1, 12, false).items(Tags.VIEW_CODE_SEQUENCE, List.of(inner, inner))
                .text(PRIVATE_CREATOR, Vr.LO, "REFERS").bytes(PRIVATE_WORDS, Vr.UN, new byte[]{1, 2, 3, 4})
                .bytes(0x00189999, Vr.FD, new byte[]{1, 2, 3, 4, 5, 6, 7, 8})
                .integers(0x00189998, Vr.AT, 0x00280010, 0x7fe00010)
                .items(PRIVATE_ITEMS, List.of(inner)).build();
    }

    /** Implicit encoding says no representations: of what is not in the dictionary the bytes alone come back. */
    private static DicomObject known(TransferSyntax syntax, DicomWriter.Lengths lengths) {
        DicomObject dataSet = dataSet();
        if (syntax.isExplicit()) {
            return dataSet;
        }
        DicomObject.Builder builder = dataSet.toBuilder();
        for (DicomElement element : dataSet.elements()) {
            if (element.value() instanceof DicomValue.Bytes && Tags.vrOf(element.tag()).isEmpty()) {
                builder.bytes(element.tag(), Vr.UN, element.bytes());
            }
        }
        if (lengths == DicomWriter.Lengths.DEFINED) {
            DicomObject items = DicomObject.builder().items(PRIVATE_ITEMS, dataSet.items(PRIVATE_ITEMS)).build();
            byte[] bytes = DicomEncoder.bare(items, syntax, DicomEncoder.Lengths.DEFINED);
            builder.bytes(PRIVATE_ITEMS, Vr.UN, Arrays.copyOfRange(bytes, 8, bytes.length));
        }
        return builder.build();
    }
}
