package org.refers.model.image;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.refers.model.dicom.DicomObject;
import org.refers.model.dicom.DicomWriter;
import org.refers.model.dicom.PixelFrame;
import org.refers.model.dicom.RadiographModules;
import org.refers.model.dicom.Tags;
import org.refers.model.dicom.Uids;
import org.refers.model.dicom.Vr;
import org.refers.model.study.PixelSpacing;
import org.refers.model.study.Radiograph;
import org.refers.model.study.ViewPosition;
import org.refers.model.study.WindowLevel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class RadiographReaderTest {

    @TempDir
    private Path folder;

    @Test
    void radiographComesBackFromDicom() throws IOException, RadiographException {
        for (Radiograph radiograph : List.of(radiograph(false, false), radiograph(true, true))) {
            Path file = dicom(RadiographModules.of(radiograph));
            Radiograph read = RadiographReader.read(file);
            assertArrayEquals(radiograph.stored(), read.stored());
            assertEquals(radiograph.signed(), read.signed());
            assertEquals(radiograph.bitsStored(), read.bitsStored());
            assertEquals(radiograph.inverted(), read.inverted());
            assertEquals(radiograph.windows(), read.windows());
            assertEquals(radiograph.spacing(), read.spacing());
            assertEquals(radiograph.padding(), read.padding());
            assertEquals(radiograph.view(), read.view());
            assertEquals(radiograph.slope(), read.slope());
            assertEquals(radiograph.intercept(), read.intercept());
        }
    }

    @Test
    void headerTellsPixelsDisplayAndIdentity() throws IOException, RadiographException {
        Path file = dicom(RadiographModules.of(radiograph(false, true)).text(Tags.MODALITY, "DX")
                .text(Tags.PATIENT_ID, "P1").text(Tags.ACCESSION_NUMBER, "A7").text(Tags.STUDY_DATE, "20260102")
                .text(Tags.BURNED_IN_ANNOTATION, "NO").text(Tags.PATIENT_AGE, "054Y").text(Tags.PATIENT_SEX, "F"));
        RadiographHeader header = RadiographReader.inspect(file);
        assertEquals(new RadiographHeader.Pixels(2, 3, 1, 12, false, "MONOCHROME1",
                Optional.of("1.2.840.10008.1.2.1"), false), header.pixels());
        assertEquals(Optional.of(false), header.display().burnedIn());
        assertEquals(Optional.of(false), RadiographReader.read(file).burnedIn());
        assertEquals(Optional.of("DX"), header.acquisition().modality());
        assertEquals(Optional.of("20260102"), header.acquisition().study().date());
        assertEquals(Optional.of("A7"), header.identity().accessionNumber());
        assertEquals(Optional.of("P1"), header.identity().patientId());
        assertEquals(ViewPosition.PA, header.acquisition().view());
    }

    @ParameterizedTest
    @CsvSource({"PA,PA", "AP,AP", "LL,LATERAL", "RL,LATERAL", "LATERAL,LATERAL", "LLD,OTHER", "XX,OTHER"})
    void statedViewDecides(String stated, ViewPosition view) throws IOException, RadiographException {
        assertEquals(view, viewOf(base().text(Tags.VIEW_POSITION, stated)));
    }

    @ParameterizedTest
    @CsvSource({"Chest PA,PA", "W034 Thorax ap,AP", "CHEST LAT,LATERAL", "PA and Lateral,UNKNOWN",
        "postero-anterior,PA", "PAEDIATRIC CHEST,UNKNOWN", "Left decubitus,OTHER"})
    void descriptionDecidesWhereNoViewIsStated(String description, ViewPosition view)
            throws IOException, RadiographException {
        assertEquals(view, viewOf(base().text(Tags.VIEW_POSITION, "").text(Tags.SERIES_DESCRIPTION, description)));
    }

    @Test
    void codeAndOrientationDecideToo() throws IOException, RadiographException {
        DicomObject code = DicomObject.builder().text(Tags.CODE_VALUE, "R-10206").build();
        assertEquals(ViewPosition.AP,
                viewOf(base().remove(Tags.VIEW_POSITION).items(Tags.VIEW_CODE_SEQUENCE, List.of(code))));
        assertEquals(ViewPosition.LATERAL,
                viewOf(base().remove(Tags.VIEW_POSITION).text(Tags.PATIENT_ORIENTATION, "A\\F")));
        assertEquals(ViewPosition.UNKNOWN,
                viewOf(base().remove(Tags.VIEW_POSITION).text(Tags.PATIENT_ORIENTATION, "L\\F")));
    }

    @Test
    void modalityTableIsWorkedIntoTheValues() throws IOException, RadiographException {
        DicomObject table = DicomObject.builder().integers(Tags.LUT_DESCRIPTOR, 3, 1, 16)
                .integers(Tags.LUT_DATA, 500, 600, 65_000).text(Tags.MODALITY_LUT_TYPE, "US").build();
        Radiograph read = RadiographReader.read(dicom(base().remove(Tags.RESCALE_SLOPE)
                .remove(Tags.RESCALE_INTERCEPT).items(Tags.MODALITY_LUT_SEQUENCE, List.of(table))));
        assertArrayEquals(new int[]{500, 500, 600, 65_000, 65_000, 65_000}, values(read));
        assertEquals(16, read.bitsStored());
    }

    @Test
    void displayTableIsKept() throws IOException, RadiographException {
        DicomObject table = DicomObject.builder().integers(Tags.LUT_DESCRIPTOR, 2, 2, 8)
                .bytes(Tags.LUT_DATA, Vr.OW, new byte[]{0, 0, (byte) 255, 0}).build();
        Radiograph read = RadiographReader
                .read(dicom(base().items(Tags.VOI_LUT_SEQUENCE, List.of(table))));
        assertArrayEquals(new float[]{0, 0, 0, 1, 1, 1}, GreyPipeline.of(read).toFloats(read));
    }

    @Test
    void impossibleWindowsAreLeftOut() throws IOException, RadiographException {
        Radiograph read = RadiographReader.read(dicom(base().text(Tags.WINDOW_CENTER, "5\\7")
                .text(Tags.WINDOW_WIDTH, "0\\3")));
        assertEquals(List.of(WindowLevel.linear(7, 3)), read.windows());
    }

    @Test
    void paddingRangeBecomesThePadding() throws IOException, RadiographException {
        Radiograph read = RadiographReader.read(dicom(base().integers(Tags.PIXEL_PADDING_VALUE, 4)
                .integers(Tags.PIXEL_PADDING_RANGE_LIMIT, 5)));
        assertArrayEquals(new int[]{0, 1, 2, 3, 4, 4}, values(read));
        assertEquals(OptionalInt.of(4), read.padding());
    }

    @Test
    void paletteBecomesGrey() throws IOException, RadiographException {
        DicomObject.Builder palette = base().text(Tags.PHOTOMETRIC_INTERPRETATION, "PALETTE COLOR");
        int[] descriptors = {Tags.RED_PALETTE_COLOR_LOOKUP_TABLE_DESCRIPTOR,
            Tags.GREEN_PALETTE_COLOR_LOOKUP_TABLE_DESCRIPTOR, Tags.BLUE_PALETTE_COLOR_LOOKUP_TABLE_DESCRIPTOR};
        int[] data = {Tags.RED_PALETTE_COLOR_LOOKUP_TABLE_DATA, Tags.GREEN_PALETTE_COLOR_LOOKUP_TABLE_DATA,
            Tags.BLUE_PALETTE_COLOR_LOOKUP_TABLE_DATA};
        for (int i = 0; i < 3; i++) {
            palette.integers(descriptors[i], 6, 0, 8).bytes(data[i], Vr.OW, new byte[]{9, 8, 7, 6, 5, 4});
        }
        Path file = dicom(palette);
        assertArrayEquals(new int[]{9, 8, 7, 6, 5, 4}, values(RadiographReader.read(file)));
        assertArrayEquals(new short[]{0, 1, 2, 3, 4, 5}, RadiographReader.storedValues(file).values());
        assertEquals(3, RadiographReader.displayed(file).samples());
    }

    @Test
    void contentDecidesAndNotTheName() throws IOException, RadiographException {
        Path file = folder.resolve("really-a-png.dcm");
        Files.write(file, PngWriter.grey(1, 2, new byte[]{5, 6}));
        assertEquals(RadiographHeader.Format.PNG, RadiographReader.inspect(file).format());
        assertArrayEquals(new int[]{5, 6}, values(RadiographReader.read(file)));
    }

    @Test
    void greyJpegIsReadAndTurnedUpright() throws IOException, RadiographException {
        byte[] ramp = new byte[16 * 32];
        for (int i = 0; i < ramp.length; i++) {
            ramp[i] = (byte) (i % 32 * 8);
        }
        byte[] jpeg = JpegWriter.grey(16, 32, ramp, 0.95);
        Path file = folder.resolve("ramp.jpg");
        Files.write(file, jpeg);
        Radiograph plain = RadiographReader.read(file);
        assertEquals(16, plain.rows());
        assertTrue(RadiographReader.inspect(file).pixels().lossy());
        Files.write(file, withOrientation(jpeg, 6));
        Radiograph turned = RadiographReader.read(file);
        assertEquals(32, turned.rows());
        assertEquals(32, RadiographReader.inspect(file).pixels().rows());
        // Orientation 6 turns clockwise: what was on the left is on top.
        assertEquals(plain.storedAt(15 * 32), turned.storedAt(0));
        assertEquals(plain.storedAt(31), turned.storedAt(31 * 16 + 15));
    }

    @ParameterizedTest
    @CsvSource({"1,0 1 2 3 4 5", "2,2 1 0 5 4 3", "3,5 4 3 2 1 0", "4,3 4 5 0 1 2", "5,0 3 1 4 2 5", "6,3 0 4 1 5 2",
        "7,5 2 4 1 3 0", "8,2 5 1 4 0 3"})
    void everyOrientationIsTurnedUpright(int orientation, String expected) {
        PixelFrame frame = new PixelFrame(2, 3, 1, 8, false, new short[]{0, 1, 2, 3, 4, 5});
        short[] upright = ExifOrientation.upright(frame, orientation).values();
        short[] wanted = new short[6];
        String[] parts = expected.split(" ");
        for (int i = 0; i < 6; i++) {
            wanted[i] = Short.parseShort(parts[i]);
        }
        assertArrayEquals(wanted, upright);
    }

    @Test
    void colourJpegBecomesGreyAndCmykIsRefused() throws IOException, RadiographException {
        BufferedImage red = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 256; i++) {
            red.setRGB(i % 16, i / 16, 0xff0000);
        }
        Path file = folder.resolve("red.jpeg");
        ImageIO.write(red, "jpeg", file.toFile());
        assertEquals(76, RadiographReader.read(file).storedAt(100), 1);
        assertEquals(3, RadiographReader.storedValues(file).samples());
        Files.write(file, fourBands());
        RadiographException refused = assertThrows(RadiographException.class, () -> RadiographReader.read(file));
        assertTrue(refused.getMessage().contains("CMYK"), refused.getMessage());
    }

    @Test
    void dicomWithoutPictureIsToldSo() throws IOException {
        Path file = folder.resolve("report.dcm");
        DicomWriter.write(DicomObject.builder().text(Tags.SOP_CLASS_UID, "1.2.840.10008.5.1.4.1.1.88.11")
                .text(Tags.SOP_INSTANCE_UID, Uids.fromSeed("report")).text(Tags.MODALITY, "SR").build(), file);
        assertRefused(file, "report.dcm: is a DICOM file that holds no picture");
    }

    @Test
    void unusableFilesAreNamedWithoutTheirFolder() throws IOException {
        Path text = folder.resolve("notes.dcm");
        Files.writeString(text, "not a picture");
        assertRefused(text, "notes.dcm: is neither DICOM nor PNG nor JPEG");
        assertRefused(folder.resolve("absent.png"), "absent.png: there is no such file");
        assertRefused(Files.createFile(folder.resolve("empty.jpg")), "empty.jpg: is empty");
        Path inner = Files.createDirectory(folder.resolve("inner"));
        assertRefused(inner, "inner: is a folder, not a picture");
        Path pipe = folder.resolve("pipe.png");
        try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.bind(UnixDomainSocketAddress.of(pipe));
            assertRefused(pipe, "pipe.png: is not a file");
        }
        Path cut = folder.resolve("cut.jpg");
        byte[] jpeg = JpegWriter.grey(8, 8, new byte[64], 0.9);
        Files.write(cut, Arrays.copyOf(jpeg, 40));
        assertRefused(cut, "cut.jpg: ");
    }

    @Test
    void jpegThatIsCutOffInItsPixelsIsRefused() throws IOException {
        byte[] noise = new byte[64 * 64];
        new Random(3).nextBytes(noise);
        byte[] jpeg = JpegWriter.grey(64, 64, noise, 0.9);
        Path cut = folder.resolve("cut.jpg");
        for (int left : new int[]{10, 1000}) {
            Files.write(cut, Arrays.copyOf(jpeg, jpeg.length - left));
            RadiographException refused = assertThrows(RadiographException.class, () -> RadiographReader.read(cut));
            assertEquals("cut.jpg: has a JPEG stream that is cut off", refused.getMessage());
        }
    }

    private void assertRefused(Path file, String beginning) {
        RadiographException refused = assertThrows(RadiographException.class, () -> RadiographReader.read(file));
        String message = String.valueOf(refused.getMessage());
        assertTrue(message.startsWith(beginning), message);
        assertFalse(message.contains(folder.toString()), message);
        assertThrows(RadiographException.class, () -> RadiographReader.inspect(file));
    }

    private ViewPosition viewOf(DicomObject.Builder builder) throws IOException, RadiographException {
        return RadiographReader.inspect(dicom(builder)).acquisition().view();
    }

    private Path dicom(DicomObject.Builder builder) throws IOException {
        Path file = folder.resolve("image.dcm");
        DicomWriter.write(builder.text(Tags.SOP_CLASS_UID, Uids.DIGITAL_XRAY_FOR_PRESENTATION)
                .text(Tags.SOP_INSTANCE_UID, Uids.fromSeed("test")).build(), file);
        return file;
    }

    /** Two rows of three 8-bit values: 0 to 5. */
    private static DicomObject.Builder base() {
        return RadiographModules
                .of(Radiograph.ofEightBits(2, 3, new short[]{0, 1, 2, 3, 4, 5}, ViewPosition.UNKNOWN));
    }

    private static Radiograph radiograph(boolean signed, boolean inverted) {
        short[] stored = {0, 1, 2000, (short) (signed ? -2048 : 4095), 7, 8};
        return new Radiograph(2, 3, stored, signed, 12, 0.5, -100.25, inverted || !signed,
                List.of(WindowLevel.linear(1000, 2000), WindowLevel.linear(500.5, 100)), OptionalInt.of(7),
                Optional.of(new PixelSpacing(0.143, 0.15, PixelSpacing.Kind.DETECTOR)), ViewPosition.PA);
    }

    private static int[] values(Radiograph radiograph) {
        int[] values = new int[radiograph.stored().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = radiograph.storedAt(i);
        }
        return values;
    }

    private static byte[] withOrientation(byte[] jpeg, int orientation) {
        byte[] exif = {(byte) 0xff, (byte) 0xe1, 0, 34, 'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1,
            0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte) orientation, 0, 0, 0, 0, 0, 0};
        byte[] joined = new byte[jpeg.length + exif.length];
        System.arraycopy(jpeg, 0, joined, 0, 2);
        System.arraycopy(exif, 0, joined, 2, exif.length);
        System.arraycopy(jpeg, 2, joined, 2 + exif.length, jpeg.length - 2);
        return joined;
    }

    private static byte[] fourBands() throws IOException {
        WritableRaster raster = Raster.createInterleavedRaster(0, 8, 8, 4, null);
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(new IIOImage(raster, null, null));
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
