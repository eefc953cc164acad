package org.refers.model.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.refers.model.dicom.DicomDirectory;
import org.refers.model.dicom.DicomElement;
import org.refers.model.dicom.DicomException;
import org.refers.model.dicom.DicomObject;
import org.refers.model.dicom.DicomReader;
import org.refers.model.dicom.DicomValue;
import org.refers.model.dicom.DicomWriter;
import org.refers.model.dicom.FileSet;
import org.refers.model.dicom.PixelFrame;
import org.refers.model.dicom.RadiographModules;
import org.refers.model.dicom.Tags;
import org.refers.model.dicom.TransferSyntax;
import org.refers.model.dicom.Uids;
import org.refers.model.dicom.Vr;
import org.refers.model.study.Radiograph;
import org.refers.model.study.ViewPosition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * This program against dcmtk and GDCM: what a file says, its stored values and the displayed grey, on real files (where
 * {@code -Drefers.data=DIR} gives them) and on files written here. Compared is what both define alike; where definitions part,
 * such as grey without any window, nothing is.
 */
class OracleDicomTest {

    private static final Pattern LINE = Pattern
            .compile(
                    "\\((\\p{XDigit}{4}),(\\p{XDigit}{4})\\) ([A-Z]{2}) (?:\\[(.*)]|([-0-9.e\\\\]+)) +# +\\d+, *\\d+ \\S+");
    private static final int ROWS = 40;
    private static final int COLUMNS = 52;

    @TempDir
    private Path folder = Path.of("");

    private static Stream<Path> realFiles() throws IOException {
        String data = System.getProperty("refers.data", "");
        Path dicom = Path.of(data, "dicom");
        assumeTrue(!data.isEmpty() && Files.isDirectory(dicom), "no real DICOM files: give -Drefers.data=DIR");
        try (Stream<Path> files = Files.list(dicom)) {
            return files.filter(file -> file.toString().endsWith(".dcm")).sorted().toList().stream();
        }
    }

    @Test
    void realHeadersSayWhatDcmdumpSays() throws IOException, DicomException {
        Oracle.need("dcmdump");
        int compared = 0;
        for (Path file : realFiles().toList()) {
            compared += assertSameHeader(file, true);
        }
        assertTrue(compared > 400, compared + " values compared");
    }

    @ParameterizedTest
    @EnumSource(names = {"IMPLICIT_LITTLE_ENDIAN", "EXPLICIT_LITTLE_ENDIAN", "EXPLICIT_BIG_ENDIAN", "DEFLATED"})
    void whatIsWrittenHereIsReadThereAlike(TransferSyntax syntax) throws IOException, DicomException {
        Oracle.need("dcmdump");
        for (String terms : List.of("ISO_IR 192", "\\ISO 2022 IR 87\\ISO 2022 IR 149", "GB18030", "ISO_IR 100")) {
            String name = terms.contains("100")
                    ? "Müller^José"
                    : terms.startsWith("\\") ? "Yamada^Tarou=山田^太郎=やまだ" : "Wang=王^小东";
            DicomObject code = DicomObject.builder().text(Tags.CODE_VALUE, "R-10214").build();
            DicomObject dataSet = image("LINEAR").text(Tags.SPECIFIC_CHARACTER_SET, terms).text(Tags.PATIENT_NAME, name)
                    .items(Tags.VIEW_CODE_SEQUENCE, List.of(code)).text(0x00110010, Vr.LO, "REFERS")
                    .bytes(0x00111001, Vr.UN, new byte[]{1, 2}).build();
            for (DicomWriter.Lengths lengths : DicomWriter.Lengths.values()) {
                Path file = Files.write(folder.resolve("own.dcm"), DicomWriter.toBytes(dataSet, syntax, lengths));
                // dcmtk's library of character sets, glibc's, has no JIS X 0208: there the letters are not compared.
                assertTrue(assertSameHeader(file, !terms.startsWith("\\")) > 15);
                assertEquals(name, DicomReader.read(file).dataSet().text(Tags.PATIENT_NAME).orElse(""));
            }
        }
    }

    /** Every single value of the top level that dcmdump prints as text or a number. */
    private int assertSameHeader(Path file, boolean letters) throws IOException, DicomException {
        String dump = Oracle.run(folder, "dcmdump", "-q", letters ? "+U8" : "-q", "+L", "-Un",
                file.toAbsolutePath().toString());
        DicomObject meta = DicomReader.readHeader(file).meta();
        DicomObject dataSet = DicomReader.readHeader(file).dataSet();
        Map<Integer, String> theirs = new HashMap<>();
        for (String line : dump.split("\n")) {
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches()) {
                theirs.put(Integer.parseUnsignedInt(matcher.group(1) + matcher.group(2), 16),
                        matcher.group(4) == null ? matcher.group(5) : matcher.group(4));
            }
        }
        int compared = 0;
        for (DicomObject part : List.of(meta, dataSet)) {
            for (DicomElement element : part.elements()) {
                String expected = theirs.get(element.tag());
                // dcmdump names the set that it has converted to.
                boolean named = element.tag() == Tags.SPECIFIC_CHARACTER_SET || !letters && element.vr() == Vr.PN;
                boolean plain = !named && element.value() instanceof DicomValue.Bytes
                        && element.vr().kind() != Vr.Kind.FLOAT
                        && element.vr() != Vr.AT && element.vr().kind() != Vr.Kind.BULK;
                if (plain && expected != null && element.bytes().length < 1000) {
                    String ours = String.join("\\", part.texts(element.tag()));
                    assertEquals(trimmed(expected), trimmed(ours),
                            file.getFileName() + " " + Tags.describe(element.tag()));
                    compared++;
                }
            }
        }
        return compared;
    }

    private static String trimmed(String value) {
        List<String> parts = new ArrayList<>();
        for (String part : value.split("\\\\", -1)) {
            parts.add(part.strip());
        }
        return String.join("\\", parts);
    }

    @Test
    void storedValuesOfRealFilesAreGdcms() throws IOException, RadiographException {
        Oracle.need("gdcmconv", "gdcmraw");
        for (Path file : realFiles().toList()) {
            PixelFrame ours = RadiographReader.storedValues(file);
            Oracle.run(folder, "gdcmconv", "--raw", file.toAbsolutePath().toString(), "raw.dcm");
            Oracle.run(folder, "gdcmraw", "-i", "raw.dcm", "-o", "raw.bin");
            byte[] raw = Files.readAllBytes(folder.resolve("raw.bin"));
            int width = ours.bitsStored() > 8 ? 2 : 1;
            int mask = (1 << ours.bitsStored()) - 1;
            String name = String.valueOf(file.getFileName());
            // Inverse transforms of lossy coders round differently; GDCM cuts what overshoots instead of clamping it.
            int allowed = name.matches(".*(JPLY|J2KI|siim|torch).*") ? 2 : 0;
            int off = 0;
            for (int i = 0; i < ours.values().length; i++) {
                int theirs = width == 1 ? raw[i] & 0xff : raw[2 * i] & 0xff | (raw[2 * i + 1] & 0xff) << 8;
                int difference = Math.abs((ours.values()[i] & mask) - (theirs & mask));
                off += difference > allowed ? 1 : 0;
            }
            assertTrue(off <= (allowed == 0 ? 0 : ours.values().length / 10_000), name + ": " + off + " pixels differ");
        }
    }

    @ParameterizedTest
    @CsvSource({"siim_850819,-W,2", "RG3_UNC,+Wi,1", "RG3_RLE,+Wi,1", "RG3_JPLL,+Wi,1", "CR-MONO1-10-chest,+Wi,1"})
    void realFilesLookAsInDcmtk(String name, String option, int allowed) throws IOException, RadiographException {
        Oracle.need("dcmj2pnm");
        Path file = realFiles().filter(path -> path.endsWith(name + ".dcm")).findFirst().orElseThrow();
        boolean windowed = !RadiographReader.inspect(file).display().windows().isEmpty();
        assumeTrue(windowed || option.equals("-W"), name + " has no window; without one, definitions part");
        assertLooks(file, allowed, option.equals("-W") ? List.of("-W") : List.of("+Wi", "1"), false);
    }

    @ParameterizedTest
    @CsvSource({"LINEAR,+Wi 1", "MONOCHROME1,+Wi 1", "SIGNED,+Wi 1", "RESCALE,+Wi 1", "SECOND,+Wi 1", "VOI_LUT,+Wl 1",
        "MODALITY_LUT,+Wi 1", "SIGMOID,+Wi 1", "PALETTE,-W", "YBR,-W", "PLANAR,-W", "OVERLAY,+Wi 1", "EMBEDDED,+Wi 1"})
    void filesWrittenHereLookAsInDcmtk(String kind, String options) throws IOException, RadiographException {
        Oracle.need("dcmj2pnm");
        Path file = Files.write(folder.resolve("own.dcm"), DicomWriter.toBytes(image(kind).build()));
        boolean overlays = kind.equals("OVERLAY") || kind.equals("EMBEDDED");
        // dcmtk adds up rounded parts of each colour.
        assertLooks(file, kind.equals("YBR") ? 2 : 1, List.of(options.split(" ")), overlays);
    }

    /** Rounding to 256 levels may part by one; where overlays are drawn they are white in both. */
    private void assertLooks(Path file, int allowed, List<String> options, boolean overlays)
            throws IOException, RadiographException {
        List<String> command = new ArrayList<>(List.of("dcmj2pnm", "-q"));
        command.addAll(options);
        command.addAll(overlays ? List.of("+O", "0") : List.of("-O"));
        command.addAll(List.of(file.toAbsolutePath().toString(), "their.pnm"));
        Oracle.run(folder, command.toArray(String[]::new));
        byte[] theirs = Oracle.pixels(folder.resolve("their.pnm"));
        DisplayedPicture picture = RadiographReader.displayed(file);
        byte[] ours = overlays ? picture.with(RadiographReader.overlays(file, 0)).bytes() : picture.bytes();
        OptionalInt padding = RadiographReader.read(file).padding();
        short[] stored = RadiographReader.storedValues(file).values();
        assertEquals(theirs.length, ours.length);
        int largest = 0;
        for (int i = 0; i < ours.length; i++) {
            boolean padded = padding.isPresent() && stored.length == ours.length
                    && (short) padding.getAsInt() == stored[i];
            largest = Math.max(largest, padded ? 0 : Math.abs((ours[i] & 0xff) - (theirs[i] & 0xff)));
        }
        assertTrue(largest <= allowed, file.getFileName() + " is off by " + largest);
    }

    @Test
    void aDicomdirOfDcmmkdirIsRead() throws IOException, DicomException {
        Oracle.need("dcmmkdir");
        Files.createDirectories(folder.resolve("IMAGES"));
        for (int i = 0; i < 3; i++) {
            DicomObject dataSet = image("LINEAR").text(Tags.SOP_INSTANCE_UID, Uids.fromSeed("i" + i))
                    .text(Tags.STUDY_INSTANCE_UID, Uids.fromSeed("s" + i / 2))
                    .text(Tags.SERIES_INSTANCE_UID, Uids.fromSeed("t" + i)).text(Tags.PATIENT_ID, "P" + i / 2)
                    .text(Tags.PATIENT_NAME, "Test^" + i / 2).text(Tags.STUDY_ID, "1").text(Tags.MODALITY, "CR")
                    .text(Tags.STUDY_DATE, "20260101").text(Tags.STUDY_TIME, "120000").text(Tags.SERIES_NUMBER, "1")
                    .text(Tags.INSTANCE_NUMBER, "1").text(Tags.ACCESSION_NUMBER, "").build();
            DicomWriter.write(dataSet, folder.resolve("IMAGES/CR" + i));
        }
        Oracle.run(folder, "dcmmkdir", "+r", "+id", ".", "IMAGES");
        DicomDirectory directory = DicomDirectory.read(folder.resolve("DICOMDIR"));
        assertEquals(List.of("P0", "P1"),
                directory.patients().stream().map(patient -> patient.id().orElse("")).sorted().toList());
        assertEquals(3, directory.instances().size());
        FileSet files = FileSet.of(folder.resolve("DICOMDIR"));
        for (DicomDirectory.Instance instance : directory.instances()) {
            assertTrue(instance.isImage());
            assertTrue(files.find(instance.fileId()).isPresent());
        }
    }

    private static DicomObject.Builder image(String kind) {
        boolean signed = kind.equals("SIGNED");
        short[] stored = new short[ROWS * COLUMNS];
        for (int i = 0; i < stored.length; i++) {
            int value = (i * 61 + i / COLUMNS * 977) & 0xfff;
            stored[i] = (short) (signed ? value - 2048 : value);
        }
        Radiograph radiograph = new Radiograph(ROWS, COLUMNS, stored, signed, 12, kind.equals("RESCALE") ? 2.5 : 1,
                kind.equals("RESCALE") ? -1000 : 0, kind.equals("MONOCHROME1"), List.of(), OptionalInt.empty(),
                Optional.empty(), ViewPosition.PA);
        DicomObject.Builder builder = RadiographModules.of(radiograph)
                .text(Tags.SOP_CLASS_UID, Uids.COMPUTED_RADIOGRAPHY)
                .text(Tags.SOP_INSTANCE_UID, Uids.fromSeed("oracle"))
                .text(Tags.WINDOW_CENTER, kind.equals("SIGNED") ? "-100" : "1800")
                .text(Tags.WINDOW_WIDTH, "2222").text(Tags.VOI_LUT_FUNCTION, kind.equals("SIGMOID") ? kind : "LINEAR");
        return switch (kind) {
            case "VOI_LUT" -> builder.items(Tags.VOI_LUT_SEQUENCE, List.of(table(1000, 2000, 12)));
            case "MODALITY_LUT" -> builder.remove(Tags.RESCALE_SLOPE).remove(Tags.RESCALE_INTERCEPT)
                    .remove(Tags.RESCALE_TYPE).items(Tags.MODALITY_LUT_SEQUENCE, List.of(table(0, 4096, 12)));
            case "SECOND" -> builder.text(Tags.WINDOW_CENTER, "1800\\500").text(Tags.WINDOW_WIDTH, "2222\\7");
            case "PALETTE" -> palette(builder);
            case "YBR" -> colour(builder, "YBR_FULL", 0);
            case "PLANAR" -> colour(builder, "RGB", 1);
            case "OVERLAY" -> overlay(builder, 0).bytes(0x60003000, Vr.OW, bits((ROWS * COLUMNS + 15) / 16 * 2));
            case "EMBEDDED" -> embedded(overlay(builder, 14), stored);
            default -> builder;
        };
    }

    private static DicomObject table(int first, int size, int bits) {
        long[] entries = new long[size];
        for (int i = 0; i < size; i++) {
            entries[i] = (long) ((1 << bits) - 1) * i * i / ((long) (size - 1) * (size - 1));
        }
        return DicomObject.builder().integers(Tags.LUT_DESCRIPTOR, size, first, bits).integers(Tags.LUT_DATA, entries)
                .text(Tags.MODALITY_LUT_TYPE, "US").build();
    }

    private static byte[] bits(int count) {
        byte[] bits = new byte[count];
        for (int i = 0; i < count; i++) {
            bits[i] = (byte) (i * 37);
        }
        return bits;
    }

    private static DicomObject.Builder overlay(DicomObject.Builder builder, int bit) {
        return builder.integers(0x60000010, Vr.US, ROWS).integers(0x60000011, Vr.US, COLUMNS)
                .text(0x60000040, Vr.CS, "G").integers(0x60000050, Vr.SS, bit > 0 ? 1 : 3, 1)
                .integers(0x60000100, Vr.US, bit > 0 ? 16 : 1).integers(0x60000102, Vr.US, bit);
    }

    private static DicomObject.Builder embedded(DicomObject.Builder builder, short[] stored) {
        byte[] bytes = new byte[2 * stored.length];
        for (int i = 0; i < stored.length; i++) {
            int cell = stored[i] | (i % 7 == 0 ? 1 << 14 : 0);
            bytes[2 * i] = (byte) cell;
            bytes[2 * i + 1] = (byte) (cell >> 8);
        }
        return builder.bytes(Tags.PIXEL_DATA, Vr.OW, bytes);
    }

    private static DicomObject.Builder palette(DicomObject.Builder builder) {
        int[] descriptors = {Tags.RED_PALETTE_COLOR_LOOKUP_TABLE_DESCRIPTOR,
            Tags.GREEN_PALETTE_COLOR_LOOKUP_TABLE_DESCRIPTOR, Tags.BLUE_PALETTE_COLOR_LOOKUP_TABLE_DESCRIPTOR};
        int[] data = {Tags.RED_PALETTE_COLOR_LOOKUP_TABLE_DATA, Tags.GREEN_PALETTE_COLOR_LOOKUP_TABLE_DATA,
            Tags.BLUE_PALETTE_COLOR_LOOKUP_TABLE_DATA};
        for (int table = 0; table < 3; table++) {
            byte[] entries = new byte[512];
            for (int i = 0; i < 256; i++) {
                entries[2 * i + 1] = (byte) (i * (table + 3));
                entries[2 * i] = entries[2 * i + 1];
            }
            builder.integers(descriptors[table], 256, 0, 16).bytes(data[table], Vr.OW, entries);
        }
        return eightBits(builder, 1).text(Tags.PHOTOMETRIC_INTERPRETATION, "PALETTE COLOR");
    }

    private static DicomObject.Builder colour(DicomObject.Builder builder, String photometric, int planar) {
        return eightBits(builder, 3).text(Tags.PHOTOMETRIC_INTERPRETATION, photometric)
                .integers(Tags.SAMPLES_PER_PIXEL, 3).integers(Tags.PLANAR_CONFIGURATION, planar);
    }

    private static DicomObject.Builder eightBits(DicomObject.Builder builder, int samples) {
        return builder.remove(Tags.WINDOW_CENTER).remove(Tags.WINDOW_WIDTH).remove(Tags.VOI_LUT_FUNCTION)
                .remove(Tags.RESCALE_SLOPE).remove(Tags.RESCALE_INTERCEPT).remove(Tags.RESCALE_TYPE)
                .remove(Tags.PRESENTATION_LUT_SHAPE).integers(Tags.BITS_ALLOCATED, 8).integers(Tags.BITS_STORED, 8)
                .integers(Tags.HIGH_BIT, 7).bytes(Tags.PIXEL_DATA, Vr.OB, bits(ROWS * COLUMNS * samples));
    }
}
