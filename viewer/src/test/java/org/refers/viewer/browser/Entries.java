package org.refers.viewer.browser;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.refers.model.finding.Box;
import org.refers.model.finding.FindingLabel;
import org.refers.model.finding.ReaderBox;
import org.refers.model.study.Report;
import org.refers.model.study.ViewPosition;
import org.refers.model.workspace.RadiographEntry;
import org.refers.model.workspace.Split;
import org.refers.model.workspace.StudyEntry;

/** A small workspace for tests. */
public final class Entries {

    private Entries() {
    }

    /** Three patients, four studies, five radiographs. */
    public static List<StudyEntry> threePatients() {
        RadiographEntry first = view("r1", ViewPosition.PA, Map.of("effusion", FindingLabel.ABSENT));
        RadiographEntry side = view("r2", ViewPosition.LATERAL, Map.of());
        RadiographEntry later = view("r3", ViewPosition.PA, Map.of());
        RadiographEntry second = view("r4", ViewPosition.AP, Map.of("effusion", FindingLabel.PRESENT));
        RadiographEntry third = view("r5", ViewPosition.PA,
                Map.of("cardiomegaly", FindingLabel.PRESENT, "nodule", FindingLabel.UNCERTAIN));
        return List.of(study("S1", "P001", 0, Split.TRAIN, List.of(first, side), "Lungs are clear."),
                study("S2", "P001", 1, Split.TRAIN, List.of(later), "Follow-up. No change."),
                study("S3", "P002", 0, Split.VALIDATION, List.of(second), "Left basal opacity."),
                study("S4", "P003", 0, Split.TEST, List.of(third), ""));
    }

    private static RadiographEntry view(String id, ViewPosition position, Map<String, FindingLabel> labels) {
        List<ReaderBox> boxes = labels.containsValue(FindingLabel.PRESENT)
                ? List.of(new ReaderBox("R1", labels.keySet().iterator().next(), new Box(10, 10, 20, 20)))
                : List.of();
        return new RadiographEntry(id, Path.of(id + ".dcm"), position, "DX", 100, 120, "00", labels, boxes);
    }

    private static StudyEntry study(String id, String patient, int order, Split split, List<RadiographEntry> views,
            String findings) {
        Optional<Report> report = findings.isEmpty() ? Optional.empty() : Optional.of(new Report(findings, ""));
        return new StudyEntry(id, patient, order, split, views, report);
    }
}
