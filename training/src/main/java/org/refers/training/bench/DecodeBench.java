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
import org.refers.model.dicom.PixelFrame;
import org.refers.model.dicom.TransferSyntax;
import org.refers.model.image.RadiographException;
import org.refers.model.image.RadiographHeader;
import org.refers.model.image.RadiographReader;

/** Times how fast files become stored values: read and decoded, by kind of file and transfer syntax. */
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
     */
    public record Row(String kind, String transferSyntax, int bitsStored, int files, double megapixels,
            double megapixelsPerSecond, double firstMilliseconds) {
    }

    /**
     * All kinds, and how many files could not be decoded.
     *
     * @param rows one a kind
     * @param refused files that are no radiographs or are damaged
     */
    public record Result(List<Row> rows, int refused) {
    }

    private DecodeBench() {
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

    /**
     * Measures on the files of a folder and the folders in it.
     *
     * @param rounds passes over all files of a kind, at least 1
     */
    public static Result run(Path folder, int rounds) throws IOException {
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
        for (Map.Entry<Kind, Group> entry : kinds.entrySet()) {
            int broken = measure(entry.getKey(), entry.getValue(), rounds, rows);
            refused += broken;
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
    private static int measure(Kind kind, Group of, int rounds, List<Row> rows) {
        double[] rates = new double[rounds];
        double first = 0;
        double megapixels = 0;
        int decoded = 0;
        for (int round = 0; round < rounds; round++) {
            megapixels = 0;
            decoded = 0;
            long start = System.nanoTime();
            for (Path file : of.files) {
                long before = System.nanoTime();
                try {
                    PixelFrame frame = RadiographReader.storedValues(file);
                    megapixels += (double) frame.rows() * frame.columns() / MEGA;
                    first = round == 0 && decoded == 0 ? (System.nanoTime() - before) / MEGA : first;
                    decoded++;
                } catch (RadiographException damaged) {
                    // Counted by the difference.
                }
            }
            rates[round] = megapixels / ((System.nanoTime() - start) / 1e9);
        }
        if (decoded > 0) {
            Arrays.sort(rates);
            rows.add(new Row(kind.kind, kind.syntax, of.bits, decoded, megapixels, rates[rounds / 2], first));
        }
        return of.files.size() - decoded;
    }
}
