package org.refers.training.explain;

import java.util.List;
import org.refers.model.finding.InputGeometry;

/**
 * The reports of a study that a beam search kept, and what they were written from.
 *
 * @param reports at least one, the most probable first
 * @param seen the different radiographs that the network read, in the order of {@link AttendedReport.Token#weights()}
 */
public record ReportAlternatives(List<AttendedReport> reports, List<Seen> seen) {

    /** Copies the lists. */
    public ReportAlternatives {
        reports = List.copyOf(reports);
        seen = List.copyOf(seen);
        if (reports.isEmpty()) {
            throw new IllegalArgumentException("a search leaves one report at least");
        }
    }

    /**
     * A radiograph as the network read it.
     *
     * @param radiograph its index in the study
     * @param times how many of the network's views it stood for, at least 1
     * @param grid patches a side, n
     * @param geometry where the network's input lies in it
     */
    public record Seen(int radiograph, int times, int grid, InputGeometry geometry) {
    }
}
