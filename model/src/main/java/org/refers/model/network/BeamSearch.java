package org.refers.model.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Finds probable reports: at every step each beam is extended by every token and the best {@code width} extensions live
 * on. The score is the plain sum of log-probabilities, with no reward for length and no penalty for repetition; a beam
 * that has ended keeps its score. All studies of a batch and all their beams take each step together.
 */
public final class BeamSearch {

    private final ReportTransformer report;
    private final ReportConfig config;
    private final int width;
    private final int maxLength;

    /**
     * Creates a search.
     *
     * @param network the trained network
     * @param width number of beams, at least 1 (1 is greedy search)
     * @param maxLength longest report in tokens, with the start marker; at most the network's own limit
     */
    public BeamSearch(RefersNetwork network, int width, int maxLength) {
        this.report = network.report();
        this.config = network.config().report();
        if (width < 1 || width > config.vocabSize() || maxLength < 1 || maxLength > config.maxLength()) {
            throw new IllegalArgumentException("beam width " + width + " or length " + maxLength + " is impossible");
        }
        this.width = width;
        this.maxLength = maxLength;
    }

    /** One unfinished or finished report. */
    private record Beam(int row, long[] tokens, double score, boolean ended) {
    }

    /** A beam's extension by a token: {@code beam} counts within the study. */
    private record Extension(int beam, int token, double score) {
    }

    /**
     * The best report of each study.
     *
     * @param memory patches of the studies, (B, S, U)
     */
    public List<GeneratedReport> search(NDArray memory) {
        return searchAll(memory).stream().map(List::getFirst).toList();
    }

    /**
     * The reports that lived to the end of the search, of each study the most probable first: at least one, at most as many
     * as the search is wide.
     *
     * @param memory patches of the studies, (B, S, U)
     */
    public List<List<GeneratedReport>> searchAll(NDArray memory) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            int studies = Math.toIntExact(memory.getShape().get(0));
            List<List<Beam>> beams = new ArrayList<>();
            for (int study = 0; study < studies; study++) {
                beams.add(start(study));
            }
            ReportTransformer.Cache cache = report.cache(memory, width);
            NDManager manager = memory.getManager();
            for (int length = 1; length < maxLength && !allEnded(beams); length++) {
                float[] logProbabilities = step(cache, manager, beams, length);
                for (int study = 0; study < studies; study++) {
                    beams.set(study, extend(beams.get(study), logProbabilities));
                }
                cache.select(manager.create(parents(beams), new Shape((long) studies * width)));
                renumber(beams);
            }
            return beams.stream().map(this::ranked).toList();
        }
    }

    /** One live beam and as many that cannot win, so that each study has its rows from the first step. */
    private List<Beam> start(int study) {
        List<Beam> beams = new ArrayList<>();
        for (int beam = 0; beam < width; beam++) {
            double score = beam == 0 ? 0 : Double.NEGATIVE_INFINITY;
            beams.add(new Beam(study * width + beam, new long[]{config.tokens().sos()}, score, false));
        }
        return beams;
    }

    private static boolean allEnded(List<List<Beam>> beams) {
        return beams.stream().allMatch(of -> of.stream().allMatch(Beam::ended));
    }

    private float[] step(ReportTransformer.Cache cache, NDManager manager, List<List<Beam>> beams, int length) {
        long[] last = beams.stream().flatMap(List::stream).mapToLong(beam -> beam.tokens()[length - 1]).toArray();
        NDArray tokens = manager.create(last, new Shape(last.length, 1));
        return report.step(cache, tokens, length - 1).logSoftmax(-1).toFloatArray();
    }

    private List<Beam> extend(List<Beam> beams, float[] logProbabilities) {
        List<Extension> extensions = new ArrayList<>();
        for (int i = 0; i < beams.size(); i++) {
            Beam beam = beams.get(i);
            if (beam.ended()) {
                extensions.add(new Extension(i, config.tokens().pad(), beam.score()));
            } else {
                addBest(extensions, beam, i, logProbabilities);
            }
        }
        extensions.sort(Comparator.comparingDouble(Extension::score).reversed());
        return extensions.subList(0, width).stream().map(extension -> extended(beams, extension)).toList();
    }

    private Beam extended(List<Beam> beams, Extension extension) {
        Beam parent = beams.get(extension.beam());
        long[] tokens = Arrays.copyOf(parent.tokens(), parent.tokens().length + 1);
        tokens[tokens.length - 1] = extension.token();
        boolean ended = parent.ended() || extension.token() == config.tokens().eos();
        return new Beam(parent.row(), tokens, extension.score(), ended);
    }

    /** Adds the best {@code width} extensions of a beam: no worse one of the same beam can live on. */
    private void addBest(List<Extension> into, Beam beam, int index, float[] logProbabilities) {
        int vocabulary = config.vocabSize();
        int first = beam.row() * vocabulary;
        int[] best = new int[width];
        int found = 0;
        for (int token = 0; token < vocabulary; token++) {
            float value = logProbabilities[first + token];
            if (found == width && !(value > logProbabilities[first + best[width - 1]])) {
                continue;
            }
            int at = found < width ? found++ : width - 1;
            while (at > 0 && value > logProbabilities[first + best[at - 1]]) {
                best[at] = best[at - 1];
                at--;
            }
            best[at] = token;
        }
        for (int token : best) {
            into.add(new Extension(index, token, beam.score() + logProbabilities[first + token]));
        }
    }

    private static long[] parents(List<List<Beam>> beams) {
        return beams.stream().flatMap(List::stream).mapToLong(Beam::row).toArray();
    }

    private void renumber(List<List<Beam>> beams) {
        for (int study = 0; study < beams.size(); study++) {
            List<Beam> renumbered = new ArrayList<>();
            for (Beam beam : beams.get(study)) {
                renumbered.add(new Beam(study * width + renumbered.size(), beam.tokens(), beam.score(), beam.ended()));
            }
            beams.set(study, renumbered);
        }
    }

    /** Places that no report has taken have no probability. */
    private List<GeneratedReport> ranked(List<Beam> beams) {
        return beams.stream().filter(beam -> beam.score() > Double.NEGATIVE_INFINITY)
                .sorted(Comparator.comparingDouble(Beam::score).reversed()).map(this::report).toList();
    }

    private GeneratedReport report(Beam beam) {
        int end = 1;
        while (end < beam.tokens().length && beam.tokens()[end - 1] != config.tokens().eos()) {
            end++;
        }
        return new GeneratedReport(Arrays.copyOf(beam.tokens(), end), beam.score());
    }
}
