package org.refers.app.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refers.app.error.FaultLog;
import org.refers.model.dicom.DicomException;
import org.refers.model.dicom.DicomFile;
import org.refers.model.dicom.DicomObject;
import org.refers.model.dicom.DicomReader;
import org.refers.model.dicom.DicomWriter;
import org.refers.model.dicom.Tags;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * A patient with a name that is nobody's goes through all that the program does, in the headers of files, their names, a
 * table and a report. It is then looked for byte by byte, in any case of letters, in all that was written: it may stand in
 * the workspace's database, which holds report texts and paths, and in what is written to the terminal, and nowhere else.
 */
class PatientTraceTest {

    private static final String NAME = "ZZTEST^CANARY";
    private static final String NUMBER = "99999901-CANARY";
    private static final String ACCESSION = "ZZACC-7781";
    private static final String BIRTH = "19010203";
    /** Parts of the above that occur in no word of ours; in lower case. */
    private static final List<String> TRACES = List.of("zztest", "canary", "99999901", "zzacc", BIRTH);

    private static final String[] QUICK = {"--recipe", "demo", "--device", "cpu", "--threads", "1", "--json"};

    @TempDir
    private Path folder;

    private TypedCommands typed;

    @BeforeEach
    void open() {
        typed = new TypedCommands(folder);
    }

    @Test
    void aNameThatGoesThroughEverythingIsFoundNowhere() throws IOException, DicomException {
        Path source = source();
        typed.done("import", source.toString(), "--workspace", typed.path("w"));
        typed.done(QUICK, "pretrain", "--workspace", typed.path("w"), "--run", typed.path("p"), "--set", "max_steps=2",
                "batch_size=4");
        typed.done(QUICK, "finetune", "--workspace", typed.path("w"), "--run", typed.path("f"), "--task", "findings",
                "--init",
                typed.path("p"), "--label-ratio", "1", "--set", "max_steps=2");
        typed.done("predict", "--model", typed.path("f"), "--workspace", typed.path("w"), "--out",
                typed.path("all.csv"), "--device", "cpu");
        typed.done("evaluate", "--run", typed.path("f"), "--json");
        String image = firstDicom(source).toString();
        typed.done("explain", "--model", typed.path("f"), "--image", image, "--out", typed.path("maps"), "--device",
                "cpu");
        typed.done("report", "--model", typed.path("p"), "--study", image, "--beam", "1", "--device", "cpu");
        typed.done("inspect", image, "--npy", typed.path("values.npy"), "--png", typed.path("shown.png"));
        typed.done("weights", "export", "--model", typed.path("f"), "--format", "torchscript", "--out",
                typed.path("f.pt"));
        typed.done("check", "--workspace", typed.path("w"), "--pictures", "--out", typed.path("check.html"));
        typed.done("check", "--workspace", typed.path("w"), "--out", typed.path("check.md"));
        // Structured reports and segmentations bear the name as their radiographs do, and are no part of this.
        typed.done("boxes", "--workspace", typed.path("w"), "--format", "csv", "--model", typed.path("f"), "--out",
                typed.path("boxes"));
        typed.done("boxes", "--workspace", typed.path("w"), "--format", "coco", "--model", typed.path("f"), "--out",
                typed.path("boxes"));
        typed.done("predict", "--model", typed.path("f"), "--workspace", typed.path("w"), "--keep", "--out",
                typed.path("kept.csv"), "--device", "cpu");
        typed.done("cohort", "--workspace", typed.path("w"), "--where", "report=yes", "--out",
                typed.path("cohort.csv"));
        typed.done("deidentify", source.toString(), "--out", typed.path("shared"), "--key", typed.path("key"));
        faults(source);

        List<Path> found = traces(folder, source);
        for (Path left : temporary()) {
            found.addAll(traces(left, source));
        }
        found.removeIf(file -> file.startsWith(folder.resolve("w")) && file.toString().contains("workspace.db"));
        assertEquals(List.of(), found);
    }

    /** What the program and its libraries leave in the system's folder for such files; other programs use it too. */
    private static List<Path> temporary() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files
                    .filter(file -> file.getFileName().toString().matches("\\.?(refers|djl|pytorch|sqlite|imageio).*"))
                    .toList();
        }
    }

    /** Runs that break: a picture that is gone, a damaged workspace, a model that is none; each names the file it is about. */
    private void faults(Path source) throws IOException {
        Path gone = firstDicom(source);
        byte[] kept = Files.readAllBytes(gone);
        Files.write(gone, new byte[]{1, 2, 3});
        typed.ends(2, "inspect", gone.toString());
        typed.done(QUICK, "pretrain", "--workspace", typed.path("w"), "--run", typed.path("p2"), "--set", "max_steps=1",
                "batch_size=4", "cache_gb=0.000001");
        typed.ends(2, "predict", "--model", gone.toString(), "--workspace", typed.path("w"), "--out",
                typed.path("no.csv"));
        Files.write(gone, kept);
        // A fault of ours, with everything that could be told in its message.
        FaultLog log = new FaultLog(folder.resolve("refers.log"));
        assertTrue(
                log.write("refers import", new IllegalStateException(gone + " of " + NAME, new IOException(NUMBER))));
        Path damaged = folder.resolve("w2").resolve(NAME);
        Files.createDirectories(damaged);
        Files.writeString(damaged.resolve("workspace.db"), "no database");
        typed.ends(2, "pretrain", "--workspace", damaged.toString(), "--run", typed.path("p3"));
        Files.delete(damaged.resolve("workspace.db"));
        try (Stream<Path> left = Files.list(damaged)) {
            for (Path file : left.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(damaged);
    }

    /** Sample studies under the canary's name, and a table in which it stands in every way it can. */
    private Path source() throws IOException, DicomException {
        typed.done("sample-data", "--out", typed.path("samples"), "--studies", "32", "--seed", "3");
        Path source = Files.createDirectories(folder.resolve(NAME + " " + NUMBER));
        StringBuilder table = new StringBuilder("file,patient,study,view,split,report,Effusion,Mass\n");
        List<Path> pictures;
        try (Stream<Path> files = Files.walk(folder.resolve("samples/images"))) {
            pictures = files.filter(file -> file.toString().endsWith(".dcm")).sorted().limit(24).toList();
        }
        for (int i = 0; i < pictures.size(); i++) {
            boolean canary = i < 2;
            Path file = source.resolve((canary ? NAME + "_" + BIRTH : "other") + "_" + i + ".dcm");
            DicomFile sample = DicomReader.read(pictures.get(i));
            Files.write(file, DicomWriter.toBytes(canary ? named(sample) : sample.dataSet(), sample.syntax()));
            String split = List.of("train", "train", "validation", "test").get(i % 4);
            table.append(file.getFileName()).append(',').append(canary ? NUMBER : "p" + i).append(',')
                    .append(canary ? ACCESSION + i : "s" + i).append(",PA,").append(split).append(",\"")
                    .append(canary ? NAME + ", born " + BIRTH + ", " + NUMBER + ". " : "")
                    .append(canary ? "Zztest Canary was seen. Mrs Canary has a " : "There is a ")
                    .append("small pleural effusion on the left side, the heart is normal.\",")
                    .append(i / 4 % 2 == 0 ? "present" : "absent").append(',').append(i % 3 == 0 ? "present" : "absent")
                    .append('\n');
        }
        Files.writeString(source.resolve("radiographs.csv"), table);
        return source;
    }

    private static DicomObject named(DicomFile sample) {
        return sample.dataSet().toBuilder().text(Tags.PATIENT_NAME, NAME)
                .text(Tags.PATIENT_ID, NUMBER).text(Tags.ACCESSION_NUMBER, ACCESSION)
                .text(Tags.PATIENT_BIRTH_DATE, BIRTH).build();
    }

    private static Path firstDicom(Path source) throws IOException {
        try (Stream<Path> files = Files.list(source)) {
            return files.filter(file -> file.getFileName().toString().startsWith(NAME)).sorted().findFirst()
                    .orElseThrow();
        }
    }

    /** Files whose name or bytes hold a trace; what nobody may read, or is gone by then, is passed. */
    private List<Path> traces(Path root, Path without) throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
                return path.equals(without) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile() && attributes.size() < 1 << 24 && Files.isReadable(file)) {
                    String text = (file.getFileName() + "\n" + new String(Files.readAllBytes(file),
                            StandardCharsets.ISO_8859_1)).toLowerCase(Locale.ROOT);
                    if (TRACES.stream().anyMatch(text::contains)) {
                        found.add(file);
                    }
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
                return FileVisitResult.CONTINUE;
            }
        });
        return found;
    }
}
