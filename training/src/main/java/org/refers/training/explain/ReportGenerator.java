package org.refers.training.explain;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.refers.model.network.BeamSearch;
import org.refers.model.network.GeneratedReport;
import org.refers.model.network.Mode;
import org.refers.model.network.RadiographConfig;
import org.refers.model.network.RefersNetwork;
import org.refers.model.network.StudyBatch;
import org.refers.model.text.ReportTokenizer;
import org.refers.model.torch.InputGradient;

/** Writes reports of studies with a pre-trained network, many at a time. One thread at a time. */
public final class ReportGenerator {

    /** Studies of one pass: each has its beams in every step of the search. */
    private static final int STUDIES_A_PASS = 32;

    private final RefersNetwork network;
    private final ReportTokenizer tokenizer;

    /**
     * One study as the network reads it.
     *
     * @param inputs its different radiographs, C * S * S values each
     * @param views for each of the V views the index of its radiograph
     */
    public record Study(List<float[]> inputs, List<Integer> views) {

        /** Creates a study; lists are copied, pixels are not. */
        public Study {
            inputs = List.copyOf(inputs);
            views = List.copyOf(views);
        }
    }

    /** Writes with a network and the tokenizer it was trained with. */
    public ReportGenerator(RefersNetwork network, ReportTokenizer tokenizer) {
        this.network = network;
        this.tokenizer = tokenizer;
    }

    /**
     * Writes reports.
     *
     * @param studies the studies, each with as many views as the network takes
     * @param beam width of the beam search, 1 is greedy
     */
    public List<WrittenReport> write(List<Study> studies, int beam) {
        List<WrittenReport> reports = new ArrayList<>();
        for (int from = 0; from < studies.size(); from += STUDIES_A_PASS) {
            List<Study> part = studies.subList(from, Math.min(studies.size(), from + STUDIES_A_PASS));
            List<GeneratedReport> generated = InputGradient
                    .without(() -> encoded(part, memory -> search(beam).search(memory)));
            for (int i = 0; i < part.size(); i++) {
                reports.add(report(generated.get(i), part.get(i)));
            }
        }
        return reports;
    }

    /**
     * Writes the reports of one study that the search keeps, with the places that each token looked at.
     *
     * @param beam width of the search, 1 for one report
     * @return the most probable report first
     */
    public List<AttendedReport> alternatives(Study study, int beam) {
        TokenAttention attention = new TokenAttention(network, tokenizer);
        return InputGradient.without(() -> encoded(List.of(study), memory -> {
            List<GeneratedReport> found = search(beam).searchAll(memory).getFirst();
            return attention.of(memory, found, study.views());
        }));
    }

    private BeamSearch search(int beam) {
        return new BeamSearch(network, beam, network.config().report().maxLength());
    }

    private WrittenReport report(GeneratedReport generated, Study study) {
        int[] tokens = Arrays.stream(generated.tokens()).mapToInt(Math::toIntExact).toArray();
        return new WrittenReport(tokenizer.decode(tokens), Arrays.stream(tokens).boxed().toList(),
                generated.logProbability(), study.views());
    }

    /** Encodes studies and does something with their patches, (B, S, U), which are gone afterwards. */
    private <T> List<T> encoded(List<Study> studies, Function<NDArray, List<T>> work) {
        int views = network.config().study().views();
        long[] rows = new long[studies.size() * views];
        List<float[]> inputs = new ArrayList<>();
        for (int study = 0; study < studies.size(); study++) {
            if (studies.get(study).views().size() != views) {
                throw new IllegalArgumentException("a study of " + studies.get(study).views().size()
                        + " views where the network takes " + views);
            }
            for (int view = 0; view < views; view++) {
                rows[study * views + view] = (long) inputs.size() + studies.get(study).views().get(view);
            }
            inputs.addAll(studies.get(study).inputs());
        }
        try (NDManager manager = network.parameters().manager().newSubManager(); NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            StudyBatch batch = new StudyBatch(images(manager, inputs), rows, Optional.empty());
            return work.apply(network.encodeStudies(batch, Mode.EVALUATION).memory());
        }
    }

    private NDArray images(NDManager manager, List<float[]> inputs) {
        RadiographConfig sizes = network.config().radiograph();
        int values = sizes.channels() * sizes.imageSize() * sizes.imageSize();
        float[] pixels = new float[Math.multiplyExact(inputs.size(), values)];
        for (int i = 0; i < inputs.size(); i++) {
            System.arraycopy(inputs.get(i), 0, pixels, i * values, values);
        }
        return manager.create(pixels,
                new Shape(inputs.size(), sizes.channels(), sizes.imageSize(), sizes.imageSize()));
    }
}
