package org.refers.app.study;

import java.util.List;
import org.refers.viewer.report.FindingComparison;
import org.refers.viewer.report.ReportComparison;

/**
 * Two reports held against each other.
 *
 * @param rows by sentence
 * @param findings by finding; empty where one of them says nothing
 */
public record ComparedReports(ReportComparison rows, List<FindingComparison> findings) {

    /** Copies the findings. */
    public ComparedReports {
        findings = List.copyOf(findings);
    }
}
