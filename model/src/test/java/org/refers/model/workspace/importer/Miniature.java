package org.refers.model.workspace.importer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.refers.model.dicom.DicomObject;
import org.refers.model.dicom.DicomWriter;
import org.refers.model.dicom.RadiographModules;
import org.refers.model.dicom.Tags;
import org.refers.model.image.JpegWriter;
import org.refers.model.image.PngWriter;
import org.refers.model.study.Radiograph;
import org.refers.model.study.ViewPosition;
import org.refers.model.study.WindowLevel;
import org.refers.model.workspace.RadiographEntry;
import org.refers.model.workspace.StudyEntry;
import org.refers.model.workspace.Workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** A small source made in a folder, and its import. */
final class Miniature {

    static final int ROWS = 12;
    static final int COLUMNS = 16;

    private final Path root;
    private int pictures;

    Miniature(Path root) {
        this.root = root;
    }

    Path path(String name) throws IOException {
        Path file = root.resolve(name);
        Path folder = file.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        return file;
    }

    Miniature text(String name, String... lines) throws IOException {
        Files.writeString(path(name), String.join("\n", lines) + "\n");
        return this;
    }

    Miniature packed(String name, String... lines) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
        }
        Files.write(path(name), bytes.toByteArray());
        return this;
    }

    /** A picture of its own: no two have the same bytes. */
    Miniature picture(String... names) throws IOException {
        for (String name : names) {
            byte[] grey = new byte[ROWS * COLUMNS];
            grey[pictures / 200] = (byte) (20 + pictures % 200);
            pictures++;
            if (name.endsWith(".png")) {
                PngWriter.writeGrey(path(name), ROWS, COLUMNS, grey);
            } else {
                // Compression would make pictures that differ in one pixel alike: the difference goes after the end.
                Files.write(path(name), JpegWriter.grey(ROWS, COLUMNS, grey, 0.9));
                Files.writeString(path(name), "" + pictures, StandardOpenOption.APPEND);
            }
        }
        return this;
    }

    Miniature dicom(String name, String patient, String study, String accession, ViewPosition view)
            throws IOException {
        short[] stored = new short[ROWS * COLUMNS];
        stored[0] = (short) ++pictures;
        Radiograph radiograph = new Radiograph(ROWS, COLUMNS, stored, false, 12, 1, 0, false,
                List.of(WindowLevel.linear(2048, 4096)), OptionalInt.empty(), Optional.empty(), view);
        DicomObject dataSet = RadiographModules.of(radiograph)
                .text(Tags.SOP_CLASS_UID, "1.2.840.10008.5.1.4.1.1.1.1")
                .text(Tags.SOP_INSTANCE_UID, "1.2.3." + pictures)
                .text(Tags.PATIENT_ID, patient).text(Tags.PATIENT_NAME, patient).text(Tags.STUDY_INSTANCE_UID, study)
                .text(Tags.ACCESSION_NUMBER, accession).text(Tags.MODALITY, "DX").text(Tags.STUDY_DATE, "20200102")
                .build();
        DicomWriter.write(dataSet, path(name));
        return this;
    }

    /** Imports the folder and gives the result with the workspace's state; looks first, which must say the same and write nothing. */
    Imported run(Path workspace, ImportRequest request) throws IOException, ImportException {
        Map<String, Long> before = files(workspace);
        Optional<ImportLook> look = look(workspace, request);
        assertEquals(before, files(workspace), "a look wrote into the workspace");
        Imported imported = imported(workspace, request);
        assertEquals(look.map(ImportLook::result), Optional.of(imported.result),
                "a look said something else than the import");
        return imported;
    }

    private static Optional<ImportLook> look(Path workspace, ImportRequest request) throws IOException {
        try {
            return Optional.of(Importers.look(request, Optional.of(workspace), ImportProgress.NONE));
        } catch (ImportException refused) {
            // The import must refuse too.
            return Optional.empty();
        }
    }

    private static Map<String, Long> files(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return Map.of();
        }
        Map<String, Long> sums = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                CRC32 sum = new CRC32();
                sum.update(Files.readAllBytes(file));
                sums.put(folder.relativize(file).toString(), sum.getValue());
            }
        }
        return sums;
    }

    private static Imported imported(Path workspace, ImportRequest request) throws IOException, ImportException {
        try (Workspace open = Workspace.openOrCreate(workspace)) {
            ImportResult result = Importers.run(request, open, ImportProgress.NONE);
            return new Imported(result, open.studies());
        }
    }

    Imported run(Path workspace, String kind) throws IOException, ImportException {
        return run(workspace, ImportRequest.of(root, kind));
    }

    /** What came of an import. */
    record Imported(ImportResult result, List<StudyEntry> studies) {

        List<RadiographEntry> radiographs() {
            return studies.stream().flatMap(study -> study.radiographs().stream()).toList();
        }

        RadiographEntry radiograph(String fileName) {
            return radiographs().stream().filter(entry -> entry.file().endsWith(fileName)).findFirst().orElseThrow();
        }

        StudyEntry studyOf(String fileName) {
            return studies.stream().filter(study -> study.radiographs().contains(radiograph(fileName))).findFirst()
                    .orElseThrow();
        }

        Map<String, String> rejected() {
            return result.rejected().stream().collect(Collectors.toMap(
                    ImportResult.Rejection::file, ImportResult.Rejection::reason, (one, other) -> one + " | " + other,
                    TreeMap::new));
        }
    }
}
