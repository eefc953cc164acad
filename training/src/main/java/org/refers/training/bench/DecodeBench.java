package org.refers.training.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.refers.model.dicom.PixelFrame;
import org.refers.model.dicom.TransferSyntax;
import org.refers.model.image.RadiographException;
import org.refers.model.image.RadiographHeader;
import org.refers.model.image.RadiographReader;

/**
 * Times how fast files become stored values: read and decoded, by kind of file and transfer syntax; how long the first
 * picture takes, up to the grey values of a screen; and how another program does on the same files, in turn.
 */
public final class DecodeBench {

    private static final double MEGA = 1e6;

    /**
     * What came out for one kind of file.
     *
     * @param kind {@code dicom}, {@code png} or {@code jpeg}
     * @param transferSyntax the standard's name of a DICOM file's transfer syntax, else empty
     * @param bitsStored of the first file
     * @param files decoded
     * @param megapixels of the files, each counted once
     * @param megapixelsPerSecond median over the rounds
     * @param firstMilliseconds of the first file in the first round, with all that is set up then
     * @param firstPictureMilliseconds of the first file from disk to the 8-bit picture of a screen, after the rounds; median
     * @param reference how another program did, or null where none was asked for
     */
    public record Row(String kind, String transferSyntax, int bitsStored, int files, double megapixels,
            double megapixelsPerSecond, double firstMilliseconds, double firstPictureMilliseconds,
            @Nullable Reference reference) {
    }

    /**
     * Another program on the same files: start of its process and writing of what it decoded included.
     *
     * @param megapixelsPerSecond median over the rounds
     * @param ratio this program's rate over the other's: the median of the rounds' ratios
     */
    public record Reference(double megapixelsPerSecond, double ratio) {
    }

    /**
     * All kinds, and how many files could not be decoded.
     *
     * @param rows one a kind
     * @param refused files that are no radiographs or are damaged
     */
    public record Result(List<Row> rows, int refused) {
    }

    private final int rounds;
    private final @Nullable ReferenceCommand reference;

    /**
     * Prepares a measurement.
     *
     * @param rounds passes over all files of a kind, at least 1
     * @param reference another program for the same work, or null
     */
    public DecodeBench(int rounds, @Nullable ReferenceCommand reference) {
        this.rounds = rounds;
        this.reference = reference;
    }

    /** A kind of file. */
    private record Kind(String kind, String syntax) implements Comparable<Kind> {

        @Override
        public int compareTo(Kind other) {
            int byKind = kind.compareTo(other.kind);
            return byKind != 0 ? byKind : syntax.compareTo(other.syntax);
        }
    }

    /** The files of a kind, with the stored bits of the first. */
    private static final class Group {

        private final List<Path> files = new ArrayList<>();
        private int bits;
    }

    /** One pass over a kind's files. */
    private record Pass(int decoded, double megapixels, double firstMilliseconds, double seconds) {
    }

    /**
     * Measures on the files of a folder and the folders in it.
     *
     * @throws IOException if the folder cannot be read or the other program fails
     */
    public Result run(Path folder) throws IOException, InterruptedException {
        Map<Kind, Group> kinds = new TreeMap<>();
        int refused = 0;
        for (Path file : files(folder)) {
            try {
                RadiographHeader header = RadiographReader.inspect(file);
                Group of = kinds.computeIfAbsent(kind(header), unseen -> new Group());
                of.bits = of.files.isEmpty() ? header.pixels().bitsStored() : of.bits;
                of.files.add(file);
            } catch (RadiographException none) {
                refused++;
            }
        }
        List<Row> rows = new ArrayList<>();
        Path scratch = Files.createTempDirectory("refers-reference");
        try {
            for (Map.Entry<Kind, Group> entry : kinds.entrySet()) {
                refused += measure(entry.getKey(), entry.getValue(), scratch, rows);
            }
        } finally {
            Files.delete(scratch);
        }
        return new Result(rows, refused);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static Kind kind(RadiographHeader header) {
        return new Kind(header.format().name().toLowerCase(Locale.ROOT), header.pixels().transferSyntax()
                .map(uid -> TransferSyntax.of(uid).map(TransferSyntax::title).orElse(uid)).orElse(""));
    }

    /** Adds a row; returns how many files could not be decoded. */
    private int measure(Kind kind, Group of, Path scratch, List<Row> rows) throws IOException, InterruptedException {
        Pass first = pass(of.files);
        if (first.decoded == 0) {
            return of.files.size();
        }
        double[] rates = new double[rounds];
        double[] references = new double[rounds];
        double[] ratios = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            // In turn, and each first in every other round: what disturbs one disturbs both.
            references[round] = round % 2 == 0 ? referenceRate(of.files, first, scratch) : 0;
            rates[round] = first.megapixels
                    / (round == 0 && reference == null ? first.seconds : pass(of.files).seconds);
            references[round] = round % 2 == 1 ? referenceRate(of.files, first, scratch) : references[round];
            ratios[round] = rates[round] / references[round];
        }
        Reference other = reference == null ? null : new Reference(median(references), median(ratios));
        rows.add(new Row(kind.kind, kind.syntax, of.bits, first.decoded, first.megapixels, median(rates),
                first.firstMilliseconds, firstPicture(of.files), other));
        return of.files.size() - first.decoded;
    }

    private double referenceRate(List<Path> files, Pass first, Path scratch) throws IOException, InterruptedException {
        return reference == null ? 0 : first.megapixels / reference.seconds(files, scratch);
    }

    private static Pass pass(List<Path> files) {
        double first = 0;
        double megapixels = 0;
        int decoded = 0;
        long start = System.nanoTime();
        for (Path file : files) {
            long before = System.nanoTime();
            try {
                PixelFrame frame = RadiographReader.storedValues(file);
                megapixels += (double) frame.rows() * frame.columns() / MEGA;
                first = decoded == 0 ? (System.nanoTime() - before) / MEGA : first;
                decoded++;
            } catch (RadiographException damaged) {
                // Counted by the difference.
            }
        }
        return new Pass(decoded, megapixels, first, (System.nanoTime() - start) / 1e9);
    }

    /** From the file to the bytes of a screen, of the first file that allows it; 0 if none does. */
    private double firstPicture(List<Path> files) {
        for (Path file : files) {
            try {
                double[] times = new double[rounds];
                for (int round = 0; round < rounds; round++) {
                    long start = System.nanoTime();
                    RadiographReader.displayed(file);
                    times[round] = (System.nanoTime() - start) / MEGA;
                }
                return median(times);
            } catch (RadiographException damaged) {
                // The next one may do.
            }
        }
        return 0;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
