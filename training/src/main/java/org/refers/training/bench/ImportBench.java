package org.refers.training.bench;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.refers.model.workspace.Workspace;
import org.refers.model.workspace.importer.ImportException;
import org.refers.model.workspace.importer.ImportProgress;
import org.refers.model.workspace.importer.ImportRequest;
import org.refers.model.workspace.importer.ImportResult;
import org.refers.model.workspace.importer.Importers;

/**
 * Times an import against what it cannot do without: reading and hashing the same files by as many threads. Both in turn, each
 * first in every other round.
 */
public final class ImportBench {

    private static final int CHUNK = 1 << 17;
    /** As folders of a collection have them; the importer sees one study a file. */
    private static final int FILES_A_FOLDER = 1000;
    private static final int LEAST_BYTES = 128;
    private static final byte[] PNG_HEAD = {(byte) 0x89, 'P', 'N', 'G', 0x0d, 0x0a, 0x1a, 0x0a};
    private static final int SIDE = 64;

    /**
     * What is measured.
     *
     * @param rounds pairs of which the median counts
     * @param threads that read, of both
     * @param before a command that is run before each measurement, such as one that empties the system's cache of files; empty
     *     for none
     */
    public record Request(int rounds, int threads, String before) {
    }

    /**
     * What came out; times are medians over the rounds.
     *
     * @param files in the folder
     * @param megabytes of all of them
     * @param radiographs imported
     * @param rejected files that were left out
     * @param referenceSeconds of reading and hashing
     * @param importSeconds of the import into a new workspace
     * @param ratio import over reference, median of the pairs' ratios
     * @param againSeconds of importing the same folder again, unchanged
     * @param lastToFirst time that the last tenth of the files took over that of the first; 1 where size costs nothing
     * @param databaseMb size of the workspace
     * @param peakBytes most memory of this process
     */
    public record Result( // checkstyle: RecordComponentNumber, because a measurement is a row of figures
            long files, double megabytes, int radiographs, int rejected, double referenceSeconds, double importSeconds,
            double ratio, double againSeconds, double lastToFirst, double databaseMb, OptionalLong peakBytes) {
    }

    /** One round. */
    private record Pair(double reference, double imported, double again, double lastToFirst) {
    }

    private final Request request;
    private int radiographs;
    private int rejected;
    private double databaseMb;

    /** Creates a measurement. */
    public ImportBench(Request request) {
        this.request = request;
    }

    /**
     * Writes files that an importer takes for PNG pictures of 64 x 64 pixels, without pixels, in folders of a thousand.
     *
     * @param count of files
     * @param bytes of each
     */
    public static void generate(Path folder, int count, int bytes) throws IOException {
        Random random = new Random(count);
        for (int i = 0; i < count; i++) {
            Path inside = folder.resolve("part%04d".formatted(i / FILES_A_FOLDER)).resolve("images");
            if (i % FILES_A_FOLDER == 0) {
                Files.createDirectories(inside);
            }
            byte[] noise = new byte[Math.max(LEAST_BYTES, bytes)];
            random.nextBytes(noise);
            ByteBuffer file = ByteBuffer.wrap(noise);
            file.put(PNG_HEAD);
            putChunk(file, "IHDR", ByteBuffer.allocate(13).putInt(SIDE).putInt(SIDE).put((byte) 8).array());
            // What lies between is one chunk of pixels that nobody decodes.
            file.putInt(noise.length - file.position() - 4 - 4 - 4 - 12).put("IDAT".getBytes("US-ASCII"));
            file.position(noise.length - 12);
            putChunk(file, "IEND", new byte[0]);
            Files.write(inside.resolve("scan%07d.png".formatted(i)), noise);
        }
    }

    private static void putChunk(ByteBuffer file, String name, byte[] data) throws IOException {
        byte[] letters = name.getBytes("US-ASCII");
        CRC32 sum = new CRC32();
        sum.update(letters);
        sum.update(data);
        file.putInt(data.length).put(letters).put(data).putInt((int) sum.getValue());
    }

    /** Measures on a folder, with workspaces of its own that are removed. */
    public Result run(Path folder) throws IOException, ImportException, InterruptedException {
        long count = 0;
        long bytes = 0;
        for (Path file : files(folder)) {
            bytes += Files.size(file);
            count++;
        }
        List<Pair> pairs = new ArrayList<>();
        for (int round = 0; round < request.rounds; round++) {
            pairs.add(pair(folder, round % 2 == 0));
        }
        return new Result(count, bytes / 1e6, radiographs, rejected, median(pairs.stream().map(Pair::reference)),
                median(pairs.stream().map(Pair::imported)),
                median(pairs.stream().map(pair -> pair.imported / pair.reference)),
                median(pairs.stream().map(Pair::again)), median(pairs.stream().map(Pair::lastToFirst)), databaseMb,
                PeakMemory.bytes());
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private Pair pair(Path folder, boolean referenceFirst)
            throws IOException, ImportException, InterruptedException {
        double reference = referenceFirst ? reference(files(folder)) : 0;
        Path workspace = Files.createTempDirectory("refers-bench");
        try {
            Tenths tenths = new Tenths();
            double imported = imported(folder, workspace, tenths);
            databaseMb = Files.size(workspace.resolve(Workspace.FILE_NAME)) / 1e6;
            double again = imported(folder, workspace, ImportProgress.NONE);
            return new Pair(referenceFirst ? reference : reference(files(folder)), imported, again,
                    tenths.lastToFirst());
        } finally {
            forget(workspace);
        }
    }

    private double imported(Path folder, Path into, ImportProgress progress)
            throws IOException, ImportException, InterruptedException {
        prepare();
        ImportRequest plain = ImportRequest.of(folder, "folder");
        ImportRequest asked = new ImportRequest(folder, plain.kind(), Optional.empty(), Optional.empty(),
                plain.shares(), plain.seed(), request.threads, plain.language());
        long start = System.nanoTime();
        try (Workspace workspace = Workspace.openOrCreate(into)) {
            ImportResult result = Importers.run(asked, workspace, progress);
            radiographs = result.radiographs();
            rejected = result.rejected().size();
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private double reference(List<Path> files) throws IOException, InterruptedException {
        prepare();
        long start = System.nanoTime();
        AtomicInteger next = new AtomicInteger();
        try (ExecutorService threads = Executors.newFixedThreadPool(request.threads)) {
            List<Future<?>> ends = new ArrayList<>();
            for (int thread = 0; thread < request.threads; thread++) {
                ends.add(threads.submit(() -> {
                    hash(files, next);
                    return true;
                }));
            }
            for (Future<?> end : ends) {
                end.get();
            }
        } catch (ExecutionException unreadable) {
            throw new IOException("a file cannot be read", unreadable);
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private static void hash(List<Path> files, AtomicInteger next) throws IOException, NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        byte[] chunk = new byte[CHUNK];
        for (int i = next.getAndIncrement(); i < files.size(); i = next.getAndIncrement()) {
            try (InputStream in = Files.newInputStream(files.get(i))) {
                for (int n = in.read(chunk); n > 0; n = in.read(chunk)) {
                    digest.update(chunk, 0, n);
                }
            }
            digest.digest();
        }
    }

    private void prepare() throws IOException, InterruptedException {
        if (request.before.isBlank()) {
            return;
        }
        Process process = new ProcessBuilder(request.before.strip().split("\\s+")).redirectErrorStream(true)
                .redirectOutput(Redirect.DISCARD).start();
        if (process.waitFor() != 0) {
            throw new IOException("the command before each measurement failed");
        }
    }

    /** When the first and the last tenth of an import were done. */
    private static final class Tenths implements ImportProgress {

        private final long start = System.nanoTime();
        private final List<long[]> marks = new ArrayList<>();
        private long total;

        @Override
        public void at(String phase, long done, long all) {
            marks.add(new long[]{done, System.nanoTime() - start});
            total = all;
        }

        /** By the straight line between the marks around a tenth; 1 if there are too few. */
        double lastToFirst() {
            double first = at(total / 10.0);
            double last = at(total) - at(total * 0.9);
            return first > 0 && marks.size() > 2 ? last / first : 1;
        }

        private double at(double done) {
            double before = 0;
            double nanosBefore = 0;
            for (long[] mark : marks) {
                if (mark[0] >= done && mark[0] > before) {
                    return nanosBefore + (mark[1] - nanosBefore) * (done - before) / (mark[0] - before);
                }
                before = mark[0];
                nanosBefore = mark[1];
            }
            return nanosBefore;
        }
    }

    private static double median(Stream<Double> values) {
        double[] sorted = values.mapToDouble(Double::doubleValue).sorted().toArray();
        return Arrays.stream(sorted).skip(sorted.length / 2).findFirst().orElse(0);
    }

    private static void forget(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
