package org.refers.training.explain;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;
import org.refers.model.network.GeneratedReport;
import org.refers.model.network.RefersNetwork;
import org.refers.model.text.ReportTokenizer;
import org.refers.training.explain.AttendedReport.Token;

/** Finds where a network looked for each token of reports it wrote of one study: the reports are read to it once more. */
record TokenAttention(RefersNetwork network, ReportTokenizer tokenizer) {

    /**
     * Reads reports.
     *
     * @param memory patches of the study, (1, S, U)
     * @param reports what was written of it
     * @param views for each of the V views the index of its radiograph; weights of views of one radiograph are added up
     */
    List<AttendedReport> of(NDArray memory, List<GeneratedReport> reports, List<Integer> views) {
        int longest = reports.stream().mapToInt(report -> report.tokens().length).max().orElse(0);
        float[] weights = weights(memory, reports, longest);
        int patches = Math.toIntExact(memory.getShape().get(1));
        List<AttendedReport> attended = new ArrayList<>();
        for (int i = 0; i < reports.size(); i++) {
            float[] of = Arrays.copyOfRange(weights, i * longest * patches, (i + 1) * longest * patches);
            attended.add(report(reports.get(i), row -> byRadiograph(of, row * patches, patches, views)));
        }
        return attended;
    }

    /** Attention of the last layer, mean of its heads, (K, T, S) row-major. */
    private float[] weights(NDArray memory, List<GeneratedReport> reports, int longest) {
        long[] tokens = new long[Math.multiplyExact(reports.size(), longest)];
        Arrays.fill(tokens, network.config().report().tokens().pad());
        long[] lengths = new long[reports.size()];
        for (int i = 0; i < reports.size(); i++) {
            long[] of = reports.get(i).tokens();
            System.arraycopy(of, 0, tokens, i * longest, of.length);
            lengths[i] = of.length;
        }
        NDArray given = memory.getManager().create(tokens, new Shape(reports.size(), longest));
        return network.report().patchAttention(memory.repeat(0, reports.size()), given, lengths).getLast()
                .mean(new int[]{1}).toFloatArray();
    }

    private AttendedReport report(GeneratedReport report, IntFunction<List<float[]>> weightsOfRow) {
        int[] ids = Arrays.stream(report.tokens()).mapToInt(Math::toIntExact).toArray();
        String text = tokenizer.decode(ids);
        List<Token> tokens = new ArrayList<>();
        int written = 0;
        for (int i = 1; i < ids.length; i++) {
            int end = tokenizer.decode(Arrays.copyOf(ids, i + 1)).length();
            int from = written < end && text.charAt(written) == ' ' ? written + 1 : written;
            if (from < end) {
                // The token before it is the one that looked.
                tokens.add(new Token(from, end, weightsOfRow.apply(i - 1)));
                written = end;
            }
        }
        boolean complete = ids[ids.length - 1] == network.config().report().tokens().eos();
        return new AttendedReport(text, report.logProbability(), complete, tokens);
    }

    /** Views stand one after the other among the patches. */
    private static List<float[]> byRadiograph(float[] weights, int from, int patches, List<Integer> views) {
        int ofView = patches / views.size();
        List<float[]> sums = new ArrayList<>();
        for (int i = 0; i <= Collections.max(views); i++) {
            sums.add(new float[ofView]);
        }
        for (int i = 0; i < patches; i++) {
            sums.get(views.get(i / ofView))[i % ofView] += weights[from + i];
        }
        return sums;
    }
}
