package org.refers.app.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
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

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void aNameThatGoesThroughEverythingIsFoundNowhere() throws IOException, DicomException {
        Path source = source();
        run(0, "import", source.toString(), "--workspace", path("w"));
        run(0, QUICK, "pretrain", "--workspace", path("w"), "--run", path("p"), "--set", "max_steps=2", "batch_size=4");
        run(0, QUICK, "finetune", "--workspace", path("w"), "--run", path("f"), "--task", "findings", "--init",
                path("p"), "--label-ratio", "1", "--set", "max_steps=2");
        run(0, "predict", "--model", path("f"), "--workspace", path("w"), "--out", path("all.csv"), "--device", "cpu");
        run(0, "evaluate", "--run", path("f"), "--json");
        String image = firstDicom(source).toString();
        run(0, "explain", "--model", path("f"), "--image", image, "--out", path("maps"), "--device", "cpu");
        run(0, "report", "--model", path("p"), "--study", image, "--beam", "1", "--device", "cpu");
        run(0, "inspect", image, "--npy", path("values.npy"), "--png", path("shown.png"));
        run(0, "weights", "export", "--model", path("f"), "--format", "torchscript", "--out", path("f.pt"));
        run(0, "check", "--workspace", path("w"), "--pictures", "--out", path("check.html"));
        run(0, "check", "--workspace", path("w"), "--out", path("check.md"));
        run(0, "cohort", "--workspace", path("w"), "--where", "report=yes", "--out", path("cohort.csv"));
        run(0, "deidentify", source.toString(), "--out", path("shared"), "--key", path("key"));
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
        run(2, "inspect", gone.toString());
        run(0, QUICK, "pretrain", "--workspace", path("w"), "--run", path("p2"), "--set", "max_steps=1",
                "batch_size=4", "cache_gb=0.000001");
        run(2, "predict", "--model", gone.toString(), "--workspace", path("w"), "--out", path("no.csv"));
        Files.write(gone, kept);
        // A fault of ours, with everything that could be told in its message.
        FaultLog log = new FaultLog(folder.resolve("refers.log"));
        assertTrue(
                log.write("refers import", new IllegalStateException(gone + " of " + NAME, new IOException(NUMBER))));
        Path damaged = folder.resolve("w2").resolve(NAME);
        Files.createDirectories(damaged);
        Files.writeString(damaged.resolve("workspace.db"), "no database");
        run(2, "pretrain", "--workspace", damaged.toString(), "--run", path("p3"));
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
        run(0, "sample-data", "--out", path("samples"), "--studies", "32", "--seed", "3");
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

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private void run(int expected, String[] more, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of(more));
        run(expected, all.toArray(String[]::new));
    }

    private void run(int expected, String... arguments) {
        out.reset();
        err.reset();
        Console console = new Console(new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        int code = new Cli(console, new FaultLog(folder.resolve("refers.log")), (workspace, runs) -> 0)
                .run(arguments);
        assertEquals(expected, code, String.join(" ", arguments) + ": " + err.toString(StandardCharsets.UTF_8));
    }
}
