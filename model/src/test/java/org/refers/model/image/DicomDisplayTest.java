package org.refers.model.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.refers.model.dicom.DicomException;
import org.refers.model.dicom.DicomObject;
import org.refers.model.dicom.DicomWriter;
import org.refers.model.dicom.RadiographModules;
import org.refers.model.dicom.Tags;
import org.refers.model.dicom.TransferSyntax;
import org.refers.model.dicom.Uids;
import org.refers.model.dicom.Vr;
import org.refers.model.study.FrameNumber;
import org.refers.model.study.OverlayPlane;
import org.refers.model.study.Overlays;
import org.refers.model.study.PixelSpacing;
import org.refers.model.study.Radiograph;
import org.refers.model.study.ViewPosition;
import org.refers.model.study.VoiLut;
import org.refers.model.study.WindowLevel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What a DICOM file says of its display, from the attributes to the radiograph: two rows of three values, 0 to 5. */
class DicomDisplayTest {

    private static final int OVERLAY = 0x60000000;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void windowsAndCurvesKeepTheirNames() throws IOException, RadiographException {
        DicomObject soft = curve("SOFT", 0, 255);
        DicomObject hard = curve("", 255, 0);
        Radiograph read = read(base().text(Tags.WINDOW_CENTER, "5\\7\\9").text(Tags.WINDOW_WIDTH, "4\\0\\3")
                .text(Tags.WINDOW_CENTER_WIDTH_EXPLANATION, "WIDE\\BROKEN\\NARROW")
                .items(Tags.VOI_LUT_SEQUENCE, List.of(soft, hard)));
        assertEquals(List.of("WIDE", "NARROW"), read.windows().stream().map(WindowLevel::explanation).toList());
        assertEquals(List.of("SOFT", ""), read.voiLuts().stream().map(VoiLut::explanation).toList());
        assertEquals(1, GreyPipeline.of(read).grey((short) 5));
        assertEquals(0, GreyPipeline.of(read, read.voiLuts().get(1)).grey((short) 5));
    }

    @ParameterizedTest
    @CsvSource({"LINEAR,3,2,2,0", "LINEAR,3,2,3,1", "LINEAR,2.5,1,2,0", "LINEAR,2.5,1,3,1", "LINEAR,3,3,2,0.25",
        "LINEAR,3,3,1,0", "LINEAR,3,3,4,1", "LINEAR_EXACT,3,0.5,3,0.5", "LINEAR_EXACT,3,0.5,2,0",
        "LINEAR_EXACT,3,0.5,4,1", "LINEAR_EXACT,3,4,1,0", "LINEAR_EXACT,3,4,5,1", "SIGMOID,3,0.5,3,0.5",
        "SIGMOID,3,4,5,0.8807970779778823"})
    void theEdgesOfWindowsAreTheStandards(String function, String center, String width, int stored, float grey)
            throws IOException, RadiographException {
        Radiograph read = read(base().text(Tags.WINDOW_CENTER, center).text(Tags.WINDOW_WIDTH, width)
                .text(Tags.VOI_LUT_FUNCTION, function));
        assertEquals(grey, GreyPipeline.of(read).grey((short) stored), 1e-6f);
    }

    @Test
    void aLinearWindowBelowOneIsLeftOutAsTheStandardAllowsNone() throws IOException, RadiographException {
        assertTrue(read(base().text(Tags.WINDOW_CENTER, "3").text(Tags.WINDOW_WIDTH, "0.5")).windows().isEmpty());
    }

    /** What cannot be understood of a window or a spacing costs that window or spacing, and not the picture. */
    @Test
    void unreadableWindowsAndSpacingsAreLeftOut() throws IOException, RadiographException {
        for (String center : List.of("abc", "5,5", "NaN", "-1.#IND", "1e999")) {
            Radiograph read = read(base().text(Tags.WINDOW_CENTER, center + "\\7").text(Tags.WINDOW_WIDTH, "4\\3"));
            assertEquals(List.of(7.0), read.windows().stream().map(WindowLevel::center).toList(), center);
        }
        Radiograph trailing = read(base().text(Tags.WINDOW_CENTER, "5\\").text(Tags.WINDOW_WIDTH, "4\\"));
        assertEquals(List.of(WindowLevel.linear(5, 4)), trailing.windows());
        Radiograph spaced = read(base().text(Tags.PIXEL_SPACING, "a\\b").text(Tags.IMAGER_PIXEL_SPACING, "0,1\\0,1")
                .text(Tags.DISTANCE_SOURCE_TO_DETECTOR, "n/a"));
        assertTrue(spaced.spacing().isEmpty());
        Radiograph far = read(base().text(Tags.IMAGER_PIXEL_SPACING, "0.1\\0.1")
                .text(Tags.DISTANCE_SOURCE_TO_DETECTOR, "n/a").text(Tags.DISTANCE_SOURCE_TO_PATIENT, "1"));
        assertEquals(OptionalDouble.empty(), far.spacing().orElseThrow().magnification());
    }

    @Test
    void aWindowOfAnUnknownFunctionIsLeftOutAndOneInSmallLettersIsNot() throws IOException, RadiographException {
        DicomObject.Builder windowed = base().text(Tags.WINDOW_CENTER, "3").text(Tags.WINDOW_WIDTH, "4");
        assertTrue(read(windowed.text(Tags.VOI_LUT_FUNCTION, "VENDOR")).windows().isEmpty());
        assertEquals(WindowLevel.Function.SIGMOID,
                read(windowed.text(Tags.VOI_LUT_FUNCTION, "Sigmoid")).windows().getFirst().function());
    }

    /** An item without anything in it is a writer's placeholder; a table that lacks entries is damage. */
    @Test
    void emptyItemsAreNoTables() throws IOException, RadiographException {
        DicomObject empty = DicomObject.builder().build();
        Radiograph read = read(base().items(Tags.VOI_LUT_SEQUENCE, List.of(empty))
                .items(Tags.MODALITY_LUT_SEQUENCE, List.of(empty)));
        assertTrue(read.voiLuts().isEmpty());
        assertEquals(5, read.storedAt(5));
    }

    /** The table makes padding and two values of the field one number: only padding may become black. */
    @Test
    void paddingStaysApartBehindATableThatEndsFlat() throws IOException, RadiographException {
        DicomObject table = DicomObject.builder().integers(Tags.LUT_DESCRIPTOR, 6, 0, 8)
                .integers(Tags.LUT_DATA, 10, 20, 30, 200, 200, 200).text(Tags.MODALITY_LUT_TYPE, "US").build();
        Radiograph read = read(base().remove(Tags.RESCALE_SLOPE).remove(Tags.RESCALE_INTERCEPT)
                .integers(Tags.PIXEL_PADDING_VALUE, 5).items(Tags.MODALITY_LUT_SEQUENCE, List.of(table)));
        byte[] shown = GreyPipeline.of(read).toBytes(read);
        assertArrayEquals(new byte[]{10, 20, 30, (byte) 200, (byte) 200, 0}, shown);
    }

    @Test
    void tableEntriesOfMoreBitsThanStatedAreTheHighest() throws IOException, RadiographException {
        DicomObject table = DicomObject.builder().integers(Tags.LUT_DESCRIPTOR, 2, 0, 8)
                .integers(Tags.LUT_DATA, 7, 300).text(Tags.MODALITY_LUT_TYPE, "US").build();
        Radiograph read = read(base().items(Tags.MODALITY_LUT_SEQUENCE, List.of(table)));
        assertEquals(255, read.storedAt(5));
        assertEquals(255, GreyPipeline.of(read).toBytes(read)[5] & 0xff);
    }

    @ParameterizedTest
    @CsvSource({"'','','','','',", "0.2\\0.2,'','','','',UNSTATED", "0.2\\0.2,0.2\\0.2,'','','',DETECTOR",
        "0.18\\0.18,0.2\\0.2,'','','',CALIBRATED", "0.18\\0.18,0.2\\0.2,FIDUCIAL,'','',CALIBRATED_BY_FIDUCIAL",
        "0.18\\0.18,'',GEOMETRY,'','',CALIBRATED_BY_GEOMETRY", "'',0.2\\0.2,'','1.1','',DETECTOR",
        "'','','','',0.1\\0.1,SCANNED_FILM", "0.2\\0,'','','',0.1\\0.1,SCANNED_FILM"})
    void spacingTellsWhereItHolds(String stated, String detector, String type, String factor, String scanned,
            PixelSpacing.Kind kind) throws IOException, RadiographException {
        Radiograph read = read(base().text(Tags.PIXEL_SPACING, stated).text(Tags.IMAGER_PIXEL_SPACING, detector)
                .text(Tags.PIXEL_SPACING_CALIBRATION_TYPE, type).text(Tags.NOMINAL_SCANNED_PIXEL_SPACING, scanned)
                .text(Tags.ESTIMATED_RADIOGRAPHIC_MAGNIFICATION_FACTOR, factor));
        assertEquals(kind, read.spacing().map(PixelSpacing::kind).orElse(null));
        OptionalDouble expected = factor.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(1.1);
        assertEquals(expected, read.spacing().map(PixelSpacing::magnification).orElse(OptionalDouble.empty()));
    }

    @Test
    void magnificationFollowsFromTheDistances() throws IOException, RadiographException {
        Radiograph read = read(base().text(Tags.IMAGER_PIXEL_SPACING, "0.2\\0.2")
                .text(Tags.DISTANCE_SOURCE_TO_DETECTOR, "1800").text(Tags.DISTANCE_SOURCE_TO_PATIENT, "1500"));
        assertEquals(1.2, read.spacing().orElseThrow().magnification().orElseThrow(), 1e-12);
    }

    @Test
    void segmentsOfAPaletteAreUnfolded() throws DicomException {
        // Four values as they are, a line of four to 100, and the first segment once more.
        int[] words = {0, 4, 1, 2, 3, 20, 1, 4, 100, 2, 1, 0, 0};
        byte[] data = new byte[2 * words.length];
        for (int i = 0; i < words.length; i++) {
            data[2 * i] = (byte) words[i];
        }
        assertArrayEquals(new short[]{1, 2, 3, 20, 40, 60, 80, 100, 1, 2, 3, 20},
                SegmentedPalette.unfold(0x00281221, data, 16, 12));
        byte[] bytes = {0, 2, 5, 9, 1, 3, 0, 2, 1, 0, 0, 0, 0};
        assertArrayEquals(new short[]{5, 9, 6, 3, 0, 5, 9}, SegmentedPalette.unfold(0x00281221, bytes, 8, 7));
        for (byte[] broken : List.of(new byte[]{0, 2, 5}, new byte[]{1, 1, 5},
                new byte[]{0, 9, 1, 2, 3, 4, 5, 6, 7, 8, 9},
                new byte[]{3, 1, 5}, new byte[]{0, 0}, new byte[]{2, 1, 9, 0, 0, 0},
                new byte[]{0, 1, 5, 2, 1, 3, 0, 0, 0}, new byte[0])) {
            assertThrows(DicomException.class, () -> SegmentedPalette.unfold(0x00281221, broken, 8, 7));
        }
    }

    @Test
    void aSegmentedPaletteBecomesColour() throws IOException, RadiographException {
        DicomObject.Builder palette = base().text(Tags.PHOTOMETRIC_INTERPRETATION, "PALETTE COLOR");
        int[] descriptors = {Tags.RED_PALETTE_COLOR_LOOKUP_TABLE_DESCRIPTOR,
            Tags.GREEN_PALETTE_COLOR_LOOKUP_TABLE_DESCRIPTOR, Tags.BLUE_PALETTE_COLOR_LOOKUP_TABLE_DESCRIPTOR};
        int[] data = {Tags.SEGMENTED_RED_PALETTE_COLOR_LOOKUP_TABLE_DATA,
            Tags.SEGMENTED_GREEN_PALETTE_COLOR_LOOKUP_TABLE_DATA,
            Tags.SEGMENTED_BLUE_PALETTE_COLOR_LOOKUP_TABLE_DATA};
        for (int i = 0; i < 3; i++) {
            palette.integers(descriptors[i], 6, 0, 8).bytes(data[i], Vr.OW, new byte[]{0, 1, 10, 1, 5, 60});
        }
        assertArrayEquals(new int[]{10, 20, 30, 40, 50, 60}, values(read(palette)));
    }

    @Test
    void otherColoursAreRefusedByName() throws IOException {
        Path file = write(base().integers(Tags.SAMPLES_PER_PIXEL, 3).integers(Tags.PLANAR_CONFIGURATION, 0)
                .text(Tags.PHOTOMETRIC_INTERPRETATION, "HSV"));
        String words = assertThrows(RadiographException.class, () -> RadiographReader.inspect(file)).getMessage();
        assertTrue(words.startsWith("image.dcm: Photometric Interpretation (0028,0004) should be one of RGB"), words);
    }

    @Test
    void televisionsRangeIsWidened() throws IOException, RadiographException {
        // Black, and white, of ITU-R BT.601: 16 and 235 with differences of 128.
        Path file = write(base().integers(Tags.ROWS, 1).integers(Tags.COLUMNS, 2).integers(Tags.SAMPLES_PER_PIXEL, 3)
                .integers(Tags.PLANAR_CONFIGURATION, 0).text(Tags.PHOTOMETRIC_INTERPRETATION, "YBR_PARTIAL_422")
                .bytes(Tags.PIXEL_DATA, Vr.OB, new byte[]{16, (byte) 235, (byte) 128, (byte) 128}));
        assertArrayEquals(new short[]{0, 0, 0, 255, 255, 255}, RadiographReader.storedValues(file).values());
    }

    @Test
    void framesAreToldApart() throws IOException, RadiographException {
        Path file = write(base().text(Tags.NUMBER_OF_FRAMES, "2").bytes(Tags.PIXEL_DATA, Vr.OB,
                new byte[]{0, 1, 2, 3, 4, 5, 10, 11, 12, 13, 14, 15}));
        assertEquals(new FrameNumber(0, 2), RadiographReader.read(file).frame());
        Radiograph second = RadiographReader.read(file, 1);
        assertEquals(new FrameNumber(1, 2), second.frame());
        assertArrayEquals(new int[]{10, 11, 12, 13, 14, 15}, values(second));
        assertEquals(2, RadiographReader.inspect(file).pixels().frames());
        String words = assertThrows(RadiographException.class, () -> RadiographReader.read(file, 2)).getMessage();
        assertEquals("image.dcm: holds 2 frames, counted from 0, and no frame 2", words);
    }

    @Test
    void overlaysLieOverThePictureAndNotInIt() throws IOException, RadiographException {
        DicomObject.Builder builder = overlay(base(), 0, 2, 2, "G").text(OVERLAY | 0x1500, Vr.LO, "Marker")
                .bytes(OVERLAY | 0x3000, Vr.OW, new byte[]{0b1001, 0});
        overlay(builder, 2, 3, 4, "R").integers(OVERLAY | 0x20050, Vr.SS, 0, -1)
                .bytes(OVERLAY | 0x23000, Vr.OB, new byte[]{(byte) 0xff, 0x0f});
        Radiograph plain = read(base());
        Path file = write(builder);
        Radiograph read = RadiographReader.read(file);
        assertArrayEquals(plain.stored(), read.stored());
        assertEquals(2, RadiographReader.inspect(file).display().overlays());
        OverlayPlane marker = read.overlays().planes().getFirst();
        assertEquals("Marker", marker.label());
        assertEquals("X...X.", drawn(new Overlays(List.of(marker), List.of())));
        OverlayPlane region = read.overlays().planes().get(1);
        assertEquals(OverlayPlane.Kind.REGION, region.kind());
        assertEquals(-1, region.top());
        assertEquals(-2, region.left());
        assertEquals("XX.XX.", drawn(new Overlays(List.of(region), List.of())));
        assertTrue(read.overlays().leftOut().isEmpty());
        assertEquals(read.overlays().planes().size(), RadiographReader.overlays(file, 0).planes().size());
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void overlaysAreFoundInUnusedBits(boolean compressed) throws IOException, RadiographException, DicomException {
        // Twelve bits in the middle of sixteen; bit 14 and bit 0 are unused and hold overlays.
        int[] cells = {0x4010, 0x0021, 0x4030, 0x0040, 0x4051, 0x0060};
        DicomObject.Builder builder = base().integers(Tags.BITS_ALLOCATED, 16).integers(Tags.BITS_STORED, 12)
                .integers(Tags.HIGH_BIT, 13);
        byte[] bytes = new byte[12];
        for (int i = 0; i < 6; i++) {
            bytes[2 * i] = (byte) cells[i];
            bytes[2 * i + 1] = (byte) (cells[i] >> 8);
        }
        builder.bytes(Tags.PIXEL_DATA, Vr.OW, bytes);
        overlay(builder, 0, 2, 3, "G").integers(OVERLAY | 0x0102, Vr.US, 14);
        overlay(builder, 2, 2, 3, "G").integers(OVERLAY | 0x20102, Vr.US, 0);
        overlay(builder, 4, 2, 3, "G").integers(OVERLAY | 0x40102, Vr.US, 5);
        DicomObject dataSet = identified(builder);
        Path file = Files.write(folder.resolve("image.dcm"), compressed
                ? DicomWriter.toRleBytes(dataSet)
                : DicomWriter.toBytes(dataSet, TransferSyntax.EXPLICIT_BIG_ENDIAN));
        Radiograph read = RadiographReader.read(file);
        assertEquals(0x10 >> 2, read.storedAt(0));
        assertEquals("X.X.X.", drawn(new Overlays(read.overlays().planes().subList(0, 1), List.of())));
        assertEquals(".X..X.", drawn(new Overlays(read.overlays().planes().subList(1, 2), List.of())));
        assertEquals(2, read.overlays().planes().size());
        assertTrue(read.overlays().leftOut().getFirst().startsWith("Overlay 6004 is not shown: "),
                read.overlays().leftOut().toString());
    }

    @Test
    void anOverlayThatCannotBeDrawnCostsNoPicture() throws IOException, RadiographException {
        DicomObject.Builder builder = overlay(base(), 0, 2, 3, "G").text(OVERLAY | 0x0015, Vr.IS, "5")
                .bytes(OVERLAY | 0x3000, Vr.OW, new byte[4]);
        overlay(builder, 2, 60_000, 60_000, "G").bytes(OVERLAY | 0x23000, Vr.OW, new byte[4]);
        overlay(builder, 4, 100, 100, "G").bytes(OVERLAY | 0x43000, Vr.OW, new byte[4]);
        Radiograph read = read(builder);
        assertTrue(read.overlays().planes().isEmpty());
        List<String> words = read.overlays().leftOut();
        assertEquals(3, words.size());
        assertEquals("Overlay 6000 is not shown: (6000,0015) gives the overlay frames of its own.", words.getFirst());
        assertFalse(words.get(2).contains("image.dcm"));
    }

    @Test
    void aDicomdirIsNoRadiograph() throws IOException {
        Path file = Files.write(folder.resolve("DICOMDIR"),
                DicomWriter.toBytes(DicomObject.builder().text(Tags.SOP_CLASS_UID, Uids.MEDIA_STORAGE_DIRECTORY)
                        .text(Tags.SOP_INSTANCE_UID, Uids.fromSeed("d"))
                        .items(Tags.DIRECTORY_RECORD_SEQUENCE, List.of()).build()));
        String words = assertThrows(RadiographException.class, () -> RadiographReader.inspect(file)).getMessage();
        assertTrue(words.startsWith("DICOMDIR: is a DICOM directory (DICOMDIR)"), words);
        assertEquals(words, assertThrows(RadiographException.class, () -> RadiographReader.read(file)).getMessage());
    }

    @Test
    void anAbsentProviderIsToldByName() throws IOException, DicomException {
        Path file = write(base());
        assertEquals("refers", RadiographReader.providerName());
        System.setProperty("refers.dicom.provider", "nobody");
        try {
            String words = assertThrows(RadiographException.class, () -> RadiographReader.read(file)).getMessage();
            assertTrue(words.contains("the DICOM provider \"nobody\"") && words.endsWith("there are: refers"), words);
        } finally {
            System.clearProperty("refers.dicom.provider");
        }
    }

    private static String drawn(Overlays overlays) {
        StringBuilder drawn = new StringBuilder();
        for (int i = 0; i < 6; i++) {
            drawn.append(overlays.cover(i / 3, i % 3) ? 'X' : '.');
        }
        return drawn.toString();
    }

    private static DicomObject.Builder overlay(DicomObject.Builder builder, int number, int rows, int columns,
            String type) {
        int group = OVERLAY | number << 16;
        return builder.integers(group | 0x0010, Vr.US, rows).integers(group | 0x0011, Vr.US, columns)
                .text(group | 0x0040, Vr.CS, type).integers(group | 0x0050, Vr.SS, 1, 1)
                .integers(group | 0x0100, Vr.US, 1).integers(group | 0x0102, Vr.US, 0);
    }

    private static DicomObject curve(String name, int low, int high) {
        return DicomObject.builder().integers(Tags.LUT_DESCRIPTOR, 2, 2, 8).integers(Tags.LUT_DATA, low, high)
                .text(Tags.LUT_EXPLANATION, name).build();
    }

    private Radiograph read(DicomObject.Builder builder) throws IOException, RadiographException {
        return RadiographReader.read(write(builder));
    }

    private Path write(DicomObject.Builder builder) throws IOException {
        return Files.write(folder.resolve("image.dcm"), DicomWriter.toBytes(identified(builder)));
    }

    private static DicomObject identified(DicomObject.Builder builder) {
        return builder.text(Tags.SOP_CLASS_UID, Uids.COMPUTED_RADIOGRAPHY)
                .text(Tags.SOP_INSTANCE_UID, Uids.fromSeed("display")).build();
    }

    private static DicomObject.Builder base() {
        return RadiographModules
                .of(Radiograph.ofEightBits(2, 3, new short[]{0, 1, 2, 3, 4, 5}, ViewPosition.UNKNOWN));
    }

    private static int[] values(Radiograph radiograph) {
        List<Integer> values = new ArrayList<>();
        for (int i = 0; i < radiograph.stored().length; i++) {
            values.add(radiograph.storedAt(i));
        }
        return values.stream().mapToInt(Integer::intValue).toArray();
    }
}
