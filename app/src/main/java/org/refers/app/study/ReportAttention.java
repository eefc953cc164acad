package org.refers.app.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.refers.model.finding.Box;
import org.refers.model.workspace.RadiographEntry;
import org.refers.model.workspace.StudyEntry;
import org.refers.training.explain.AttendedReport;
import org.refers.training.explain.AttendedReport.Token;
import org.refers.training.explain.ReportAlternatives.Seen;
import org.refers.viewer.overlay.MapGrid;
import org.refers.viewer.report.AttentionBar;
import org.refers.viewer.text.Texts;

/**
 * Where the network looked for a token of a report.
 *
 * @param words what is said of it
 * @param maps by radiograph, from 0 at the least to 1 at the greatest weight of all radiographs, so that they can be compared by
 *     colour; of a radiograph that the network read more than once the mean of its readings
 */
public record ReportAttention(AttentionBar.Seen words, Map<String, MapGrid> maps) {

    /** Makes the maps of a token. */
    static ReportAttention of(Texts texts, StudyEntry study, List<Seen> seen, AttendedReport report, Token token) {
        Range range = new Range(Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY);
        for (int i = 0; i < seen.size(); i++) {
            for (float weight : token.weights().get(i)) {
                range = range.with(weight / seen.get(i).times());
            }
        }
        Map<String, MapGrid> maps = new LinkedHashMap<>();
        List<String> shares = new ArrayList<>();
        for (int i = 0; i < seen.size(); i++) {
            RadiographEntry radiograph = study.radiographs().get(seen.get(i).radiograph());
            maps.put(radiograph.id(), grid(seen.get(i), token.weights().get(i), range));
            shares.add(share(texts, radiograph, token.share(i), seen.get(i).times()));
        }
        return new ReportAttention(new AttentionBar.Seen(report.text().substring(token.from(), token.to()),
                String.join(", ", shares), range.least(), range.greatest()), maps);
    }

    private record Range(float least, float greatest) {

        Range with(float value) {
            return new Range(Math.min(least, value), Math.max(greatest, value));
        }
    }

    private static String share(Texts texts, RadiographEntry radiograph, double share, int times) {
        String view = texts.get("view.position." + radiograph.view().name().toLowerCase(Locale.ROOT));
        return times == 1
                ? texts.format("report.attention.share", view, 100 * share)
                : texts.format("report.attention.share.times", view, 100 * share, times);
    }

    private static MapGrid grid(Seen seen, float[] weights, Range range) {
        float width = range.greatest() - range.least();
        float[] values = new float[weights.length];
        for (int i = 0; i < weights.length; i++) {
            values[i] = width > 0 ? (weights[i] / seen.times() - range.least()) / width : 0;
        }
        int side = seen.geometry().inputSize();
        return new MapGrid(seen.grid(), seen.grid(), values, seen.geometry().toRadiograph(new Box(0, 0, side, side)));
    }
}
