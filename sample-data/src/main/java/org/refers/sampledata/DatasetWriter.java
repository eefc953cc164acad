package org.refers.sampledata;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.refers.sampledata.body.FindingKind;
import org.refers.sampledata.body.Population;
import org.refers.sampledata.files.PictureFile;
import org.refers.sampledata.files.StudyRows;
import org.refers.sampledata.study.SamplePicture;
import org.refers.sampledata.study.SampleStudy;
import org.refers.sampledata.study.StudyMaker;

/**
 * Writes the folder. Pictures go into a folder beside the wanted one, which takes its name when all is done: a reader
 * never meets half of it, and thousands of single flushes to the disk are spared.
 */
final class DatasetWriter {

    /** Changes whenever the same seed would give other bytes. */
    static final String GENERATOR = "1.1";
    private static final int FORMAT_VERSION = 1;

    private final SampleRequest request;
    private final SampleProgress progress;
    private final Path target;
    private final Path work;

    DatasetWriter(SampleRequest request, SampleProgress progress) {
        this.request = request;
        this.progress = progress;
        this.target = request.out().toAbsolutePath().normalize();
        this.work = target.resolveSibling("." + target.getFileName() + ".partial");
    }

    SampleSummary write() throws SampleDataException, InterruptedException {
        long start = System.nanoTime();
        requireFree();
        try {
            delete(work);
            Files.createDirectories(work.resolve("images"));
            Files.createDirectories(work.resolve("reports"));
            List<StudyRows> rows = writeStudies();
            long tables = writeTables(rows);
            Files.deleteIfExists(target);
            Files.move(work, target);
            int patients = (int) rows.stream().map(StudyRows::patient).distinct().count();
            return new SampleSummary(rows.size(), patients, count(rows, StudyRows::radiographs),
                    count(rows, StudyRows::boxes),
                    tables + rows.stream().mapToLong(StudyRows::bytes).sum(), (System.nanoTime() - start) / 1e9);
        } catch (IOException | UncheckedIOException failure) {
            throw new SampleDataException("The sample data could not be written to " + request.out()
                    + "; check that the disk has room and that you may write there.", failure);
        } finally {
            cleanUp();
        }
    }

    private void requireFree() throws SampleDataException {
        if (!Files.exists(target)) {
            return;
        }
        boolean free = Files.isDirectory(target);
        try (Stream<Path> entries = free ? Files.list(target) : Stream.empty()) {
            free = free && entries.findAny().isEmpty();
        } catch (IOException unreadable) {
            throw new SampleDataException("The folder " + request.out() + " cannot be read; choose another one.",
                    unreadable);
        }
        if (!free) {
            throw new SampleDataException(
                    request.out()
                            + " already holds something; give an empty folder or a new name for the sample data.");
        }
    }

    private List<StudyRows> writeStudies() throws IOException, InterruptedException {
        StudyMaker maker = new StudyMaker(request.seed());
        List<Future<StudyRows>> futures = new ArrayList<>();
        List<StudyRows> rows = new ArrayList<>();
        ExecutorService pool = Executors.newFixedThreadPool(request.threads());
        try {
            for (Population.Place place : maker.places(request.studies())) {
                futures.add(pool.submit(() -> writeStudy(maker.make(place))));
            }
            for (Future<StudyRows> future : futures) {
                rows.add(future.get());
                progress.written(rows.size(), futures.size());
            }
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof IOException io) {
                throw io;
            }
            throw new IllegalStateException("a sample study could not be made", failure.getCause());
        } finally {
            pool.shutdownNow();
        }
        return rows;
    }

    private StudyRows writeStudy(SampleStudy study) throws IOException {
        List<String> files = new ArrayList<>();
        List<String> hashes = new ArrayList<>();
        long bytes = 0;
        for (SamplePicture picture : study.pictures()) {
            PictureFile file = new PictureFile(study.truth(), picture);
            String name = "images/" + file.name();
            files.add(name);
            bytes += put(name, file.bytes(), hashes);
        }
        bytes += put("reports/" + study.truth().id() + ".txt", study.report().getBytes(StandardCharsets.UTF_8), hashes);
        return StudyRows.of(study, files, hashes, bytes);
    }

    private long put(String name, byte[] content, Collection<String> hashes) throws IOException {
        Files.write(work.resolve(name), content);
        hashes.add(HexFormat.of().formatHex(sha256(content)) + "  " + name);
        return content.length;
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    private long writeTables(List<StudyRows> rows) throws IOException {
        List<String> hashes = new ArrayList<>();
        rows.forEach(row -> hashes.addAll(row.hashes()));
        long bytes = put("dataset.json", description(rows).getBytes(StandardCharsets.UTF_8), hashes);
        bytes += table("studies.csv", "study,patient,split,date,sex,age", each(rows, row -> List.of(row.study())),
                hashes);
        bytes += table("radiographs.csv", "file,study,view,rows,columns", each(rows, StudyRows::radiographs), hashes);
        bytes += table("labels.csv", "study," + labels(","), each(rows, row -> List.of(row.labels())), hashes);
        bytes += table("boxes.csv", "file,reader,finding,x,y,width,height", each(rows, StudyRows::boxes), hashes);
        Set<String> patients = new LinkedHashSet<>(each(rows, row -> List.of(row.patient())));
        bytes += table("splits.csv", "patient,split", patients, hashes);
        hashes.sort((a, b) -> a.substring(66).compareTo(b.substring(66)));
        byte[] manifest = (String.join("\n", hashes) + "\n").getBytes(StandardCharsets.UTF_8);
        Files.write(work.resolve("MANIFEST.sha256"), manifest);
        return bytes + manifest.length;
    }

    private long table(String name, String header, Collection<String> lines, List<String> hashes) throws IOException {
        StringBuilder text = new StringBuilder(header).append('\n');
        lines.forEach(line -> text.append(line).append('\n'));
        return put(name, text.toString().getBytes(StandardCharsets.UTF_8), hashes);
    }

    private static List<String> each(List<StudyRows> rows, Function<StudyRows, List<String>> part) {
        return rows.stream().flatMap(row -> part.apply(row).stream()).toList();
    }

    private static int count(List<StudyRows> rows, Function<StudyRows, List<String>> part) {
        return rows.stream().mapToInt(row -> part.apply(row).size()).sum();
    }

    private static String labels(String between) {
        return Arrays.stream(FindingKind.values()).map(FindingKind::label).collect(Collectors.joining(between));
    }

    private String description(List<StudyRows> rows) {
        return String.format(Locale.ROOT, """
                {
                  "format": "refers-sample-data",
                  "version": %d,
                  "generator": "%s",
                  "seed": %d,
                  "studies": %d,
                  "patients": %d,
                  "radiographs": %d,
                  "findings": ["%s"],
                  "readers": ["R1", "R2"],
                  "synthetic": true
                }
                """, FORMAT_VERSION, GENERATOR, request.seed(), rows.size(),
                rows.stream().map(StudyRows::patient).distinct().count(), count(rows, StudyRows::radiographs),
                labels("\", \""));
    }

    private void cleanUp() throws SampleDataException {
        try {
            delete(work);
        } catch (IOException left) {
            throw new SampleDataException("The unfinished folder " + work + " could not be removed; please delete it.",
                    left);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> entries = Files.walk(folder)) {
            for (Path entry : entries.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(entry);
            }
        }
    }
}
