package org.refers.model.weights;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import org.refers.model.network.ParameterSpec;
import org.refers.model.store.SafetensorsWriter;
import org.refers.model.weights.NameTable.Piece;
import org.refers.model.weights.NameTable.Renamed;
import org.refers.model.weights.TensorFit.Fit;

/**
 * Foreign weights under our names. Names are matched first, without any network in mind ({@link #of}); then they are held
 * against the tensors that a network asks for ({@link #fit}).
 */
public final class WeightImport {

    private final WeightFile file;
    private final Renamed renamed;

    private WeightImport(WeightFile file, Renamed renamed) {
        this.file = file;
        this.renamed = renamed;
    }

    /** Matches the names of a file, which must stay open for as long as values are wanted. */
    public static WeightImport of(WeightFile file) {
        return new WeightImport(file, NameTable.standard().rename(file.shapes().keySet()));
    }

    /** The shape that the file has for one of our matrices or tables, in our order, if it has all of its parts. */
    public Optional<List<Long>> shape(String ours) {
        List<Piece> pieces = renamed.pieces().getOrDefault(ours, List.of());
        return pieces.isEmpty() || !areWhole(pieces) ? Optional.empty() : wholeShape(pieces, 2);
    }

    /** How many numbers follow a beginning of our names, such as the blocks of a transformer. */
    public int count(String beginning) {
        return (int) renamed.pieces().keySet().stream().filter(ours -> ours.startsWith(beginning))
                .map(ours -> ours.substring(beginning.length()).split("\\.", 2)[0]).distinct().count();
    }

    /** Holds the file against what a network asks for. */
    public Fitted fit(List<ParameterSpec> layout) {
        Fitting fitting = new Fitting(layout);
        layout.forEach(fitting::take);
        return fitting.result();
    }

    /**
     * Weights that fit a network.
     *
     * @param report what became of the names
     * @param tensors our tensors and where their values come from
     */
    public record Fitted(WeightReport report, SequencedMap<ParameterSpec, Source> tensors) {

        /**
         * Adds the tensors to a file that is being put together; values are read when it is written.
         *
         * @throws UncheckedIOException when writing, if the foreign file turns out to be damaged
         */
        public void store(SafetensorsWriter writer) {
            tensors.forEach((spec, source) -> writer.floats(spec.name(), spec.dimensions(), () -> {
                try {
                    return source.values();
                } catch (IOException unreadable) {
                    throw new UncheckedIOException(unreadable);
                }
            }));
        }
    }

    /** Where the values of one of our tensors come from. */
    public interface Source {

        /** The values, row-major. */
        float[] values() throws IOException;
    }

    private List<Long> shape(Piece piece) {
        return file.shapes().getOrDefault(piece.source(), List.of());
    }

    /** The state of one comparison. */
    private final class Fitting {

        private final Set<String> parts;
        private final SequencedMap<ParameterSpec, Source> tensors = new LinkedHashMap<>();
        private final List<String> missing = new ArrayList<>();
        private final List<String> misshapen = new ArrayList<>();
        private final SequencedMap<String, String> changed = new LinkedHashMap<>();
        private final List<String> leftOver;

        private Fitting(List<ParameterSpec> layout) {
            Set<String> asked = layout.stream().map(ParameterSpec::name).collect(Collectors.toSet());
            leftOver = new ArrayList<>(renamed.unknown());
            renamed.pieces().forEach((ours, pieces) -> {
                if (!asked.contains(ours)) {
                    pieces.forEach(piece -> leftOver.add(piece.source()));
                }
            });
            parts = renamed.pieces().keySet().stream().filter(asked::contains).map(WeightImport::part)
                    .collect(Collectors.toSet());
        }

        private void take(ParameterSpec spec) {
            List<Piece> pieces = renamed.pieces().getOrDefault(spec.name(), List.of());
            if (pieces.isEmpty()) {
                if (parts.contains(part(spec.name())) && spec.start() != ParameterSpec.Start.BUFFER) {
                    missing.add(spec.name());
                }
            } else if (!areWhole(pieces)) {
                misshapen.add(spec.name() + ": of its " + pieces.getFirst().rule().parts() + " parts the file has "
                        + pieces.stream().map(Piece::source).toList());
            } else {
                takeShape(spec, pieces);
            }
        }

        private void takeShape(ParameterSpec spec, List<Piece> pieces) {
            Optional<List<Long>> found = wholeShape(pieces, spec.shape().size());
            Optional<Fit> fit = found.flatMap(shape -> TensorFit.of(spec.name(), shape, spec.shape()));
            if (found.isPresent() && found.get().equals(spec.shape())) {
                tensors.put(spec, () -> gather(pieces));
            } else if (fit.isPresent()) {
                changed.put(spec.name(), fit.get().words());
                tensors.put(spec, () -> fit.get().change().apply(gather(pieces)));
            } else {
                misshapen.add(spec.name() + ": " + pieces.stream().map(WeightImport.this::shape).toList()
                        + " instead of " + spec.shape());
            }
        }

        private Fitted result() {
            List<String> matched = tensors.keySet().stream().map(ParameterSpec::name).toList();
            return new Fitted(new WeightReport(file.format(), matched, missing, leftOver, misshapen, changed), tensors);
        }
    }

    private static String part(String ours) {
        return ours.substring(0, ours.indexOf('.'));
    }

    private static boolean areWhole(List<Piece> pieces) {
        int parts = pieces.getFirst().rule().parts();
        return pieces.size() == parts && pieces.stream().map(piece -> piece.rule().part()).distinct().count() == parts;
    }

    /** The shape of pieces put together, as our tensor has it if only the grouping of its axes differs. */
    private Optional<List<Long>> wholeShape(List<Piece> pieces, int axes) {
        List<Long> shape = TensorOrder.shape(shape(pieces.getFirst()), pieces.getFirst().rule().order(), axes);
        if (shape.isEmpty() || pieces.stream().anyMatch(piece -> !shape(piece).equals(shape(pieces.getFirst())))) {
            return Optional.empty();
        }
        List<Long> whole = new ArrayList<>(shape);
        whole.set(0, Math.multiplyExact(shape.getFirst(), (long) pieces.size()));
        return Optional.of(whole);
    }

    private float[] gather(List<Piece> pieces) throws IOException {
        float[] whole = new float[0];
        for (Piece piece : pieces) {
            float[] values = TensorOrder.ours(file.floats(piece.source()), shape(piece), piece.rule().order());
            if (pieces.size() == 1) {
                return values;
            }
            whole = whole.length > 0 ? whole : new float[Math.multiplyExact(values.length, pieces.size())];
            System.arraycopy(values, 0, whole, piece.rule().part() * values.length, values.length);
        }
        return whole;
    }
}
