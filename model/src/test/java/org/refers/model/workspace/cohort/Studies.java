package org.refers.model.workspace.cohort;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.refers.model.finding.Box;
import org.refers.model.finding.FindingLabel;
import org.refers.model.finding.ReaderBox;
import org.refers.model.study.Report;
import org.refers.model.study.ViewPosition;
import org.refers.model.workspace.Acquisition;
import org.refers.model.workspace.FileFacts;
import org.refers.model.workspace.RadiographDraft;
import org.refers.model.workspace.Sex;
import org.refers.model.workspace.SourceEntry;
import org.refers.model.workspace.Split;
import org.refers.model.workspace.StudyDetails;
import org.refers.model.workspace.StudyDraft;
import org.refers.model.workspace.Workspace;
import org.refers.model.workspace.WorkspaceException;

/** Three patients with four studies and five radiographs, and a fourth of whom only the report is there. */
final class Studies {

    private Studies() {
    }

    static void add(Workspace workspace, Path folder) throws WorkspaceException {
        ReaderBox box = new ReaderBox("R1", "Mass", new Box(1, 2, 3, 4));
        StudyDetails woman = new StudyDetails(Sex.FEMALE, OptionalDouble.of(40), Map.of());
        StudyDetails later = new StudyDetails(Sex.UNKNOWN, OptionalDouble.of(61.5),
                Map.of("Edema", FindingLabel.PRESENT));
        StudyDetails man = new StudyDetails(Sex.MALE, OptionalDouble.empty(), Map.of());
        workspace.add(new SourceEntry("nih", folder, "nih"), List.of(
                study("1", "a", Split.TRAIN, "Lungs are clear.", woman,
                        radiograph("1.png", ViewPosition.PA, Map.of("Mass", FindingLabel.ABSENT), List.of()),
                        radiograph("2.png", ViewPosition.LATERAL, Map.of(), List.of())),
                study("1", "b", Split.TRAIN, "Follow-up. Pleural effusion on the left.", later,
                        radiograph("3.png", ViewPosition.PA, Map.of("Pleural_Thickening", FindingLabel.PRESENT),
                                List.of())),
                study("2", "a", Split.TEST, "", man,
                        radiograph("4.png", ViewPosition.AP, Map.of("Mass", FindingLabel.PRESENT), List.of(box))),
                study("3", "a", Split.VALIDATION, "Herz ist gr\u00f6\u00dfer.", StudyDetails.NONE,
                        radiograph("5.png", ViewPosition.UNKNOWN, Map.of("Edema", FindingLabel.UNCERTAIN), List.of())),
                study("4", "a", Split.NONE, "Only words.", StudyDetails.NONE)));
    }

    private static StudyDraft study(String patient, String study, Split split, String report, // checkstyle: ParameterNumber, because a study has so many sides.
            StudyDetails details, RadiographDraft... radiographs) {
        Optional<Report> words = report.isEmpty() ? Optional.empty() : Optional.of(new Report(report, ""));
        return new StudyDraft(patient, study, study, split, words, List.of(radiographs), details);
    }

    private static RadiographDraft radiograph(String file, ViewPosition view, Map<String, FindingLabel> labels,
            List<ReaderBox> boxes) {
        String maker = view == ViewPosition.AP ? "Portable Inc." : "";
        FileFacts facts = new FileFacts("%064x".formatted((int) file.charAt(0)), 10, 20, 16, 16);
        return new RadiographDraft(Path.of(file), facts, view, view == ViewPosition.AP ? "CR" : "DX", labels, boxes,
                new Acquisition(maker, "", "", OptionalDouble.of(0.14), OptionalDouble.of(0.14)));
    }

    /** Names of the files of a cohort. */
    static List<String> files(Workspace workspace, Cohort cohort) throws WorkspaceException {
        return workspace.query(connection -> {
            List<String> files = new ArrayList<>();
            try (var statement = connection.prepareStatement("SELECT id, file FROM radiographs ORDER BY file");
                    var rows = statement.executeQuery()) {
                while (rows.next()) {
                    if (cohort.radiographs().get(rows.getInt(1))) {
                        files.add(rows.getString(2).substring(0, 1));
                    }
                }
            }
            return files;
        });
    }
}
