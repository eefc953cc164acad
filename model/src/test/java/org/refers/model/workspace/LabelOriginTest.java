package org.refers.model.workspace;

import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refers.model.finding.FindingLabel;
import org.refers.model.study.ViewPosition;
import org.refers.model.workspace.annotation.AnnotationChange;
import org.refers.model.workspace.annotation.Annotations;
import org.refers.model.workspace.cohort.Cohorts;
import org.refers.model.workspace.cohort.Conditions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.refers.model.finding.FindingLabel.ABSENT;
import static org.refers.model.finding.FindingLabel.PRESENT;
import static org.refers.model.finding.FindingLabel.UNCERTAIN;
import static org.refers.model.finding.FindingLabel.UNKNOWN;

/** Study s holds the radiographs "own", with a label of its own, and "bare", without; study t holds "other". */
class LabelOriginTest {

    @TempDir
    private Path folder;

    private Workspace workspace;
    private final Map<String, String> keys = new LinkedHashMap<>();

    @BeforeEach
    void fill() throws WorkspaceException {
        workspace = Workspace.openOrCreate(folder);
        StudyDetails details = new StudyDetails(Sex.UNKNOWN, OptionalDouble.empty(),
                Map.of("Mass", PRESENT, "Edema", ABSENT));
        workspace.add(new SourceEntry("folder", folder, ""), List.of(
                new StudyDraft("p", "s", "", Split.TRAIN, Optional.empty(),
                        List.of(radiograph("own", Map.of("Mass", ABSENT)), radiograph("bare", Map.of())), details),
                new StudyDraft("q", "t", "", Split.TEST, Optional.empty(), List.of(radiograph("other", Map.of())))));
        workspace.studies().forEach(study -> study.radiographs().forEach(radiograph -> {
            String name = String.valueOf(radiograph.file().getFileName());
            keys.put(name, radiograph.id());
            keys.put(name.equals("other") ? "t" : "s", study.id());
        }));
    }

    private static RadiographDraft radiograph(String name, Map<String, FindingLabel> labels) {
        return new RadiographDraft(Path.of(name), new FileFacts("%064x".formatted(name.hashCode()), 1, 1, 8, 8),
                ViewPosition.PA, "DX",
                labels, List.of());
    }

    @AfterEach
    void close() throws WorkspaceException {
        workspace.close();
    }

    private void judge(String reader, String subject, String finding, FindingLabel label) throws WorkspaceException {
        new Annotations(workspace, Clock.systemUTC()).make(
                new AnnotationChange.OfLabel(keys.get(subject), reader, finding, UNKNOWN, label));
    }

    /** Labels of a finding by the radiographs' names. */
    private Map<String, FindingLabel> labels(String finding, LabelOrigin origin) throws WorkspaceException {
        StudyIndex index = workspace.index();
        byte[] labels = workspace.labels(index, List.of("none such", finding), origin);
        Map<String, FindingLabel> named = new LinkedHashMap<>();
        for (String name : List.of("own", "bare", "other")) {
            for (int i = 0; i < index.radiographs(); i++) {
                if (index.radiographId(i).equals(keys.get(name))) {
                    named.put(name, FindingLabel.values()[labels[2 * i + 1]]);
                }
            }
        }
        return named;
    }

    @Test
    void aStudysLabelCountsForItsRadiographsWithoutOne() throws WorkspaceException {
        assertEquals(Map.of("own", ABSENT, "bare", PRESENT, "other", UNKNOWN), labels("Mass", LabelOrigin.DATA));
        assertEquals(Map.of("own", ABSENT, "bare", ABSENT, "other", UNKNOWN), labels("Edema", LabelOrigin.DATA));
        assertEquals(List.of("Mass", "Edema"), workspace.labelledFindings(LabelOrigin.DATA));
    }

    /** What a cohort counts is what a run learns. */
    @Test
    void cohortsCountTheSameLabels() throws Exception {
        Conditions conditions = new Conditions(workspace);
        for (FindingLabel label : List.of(PRESENT, ABSENT)) {
            long learned = labels("Mass", LabelOrigin.DATA).values().stream().filter(label::equals).count();
            assertEquals(learned, new Cohorts(workspace)
                    .meeting(
                            List.of(conditions.read("finding=Mass:" + label.name().toLowerCase(java.util.Locale.ROOT))))
                    .flow().getLast().radiographs());
        }
    }

    @Test
    void readersLabelsAreReadOnlyWhereAskedFor() throws WorkspaceException {
        judge("R1", "s", "Mass", ABSENT);
        judge("R1", "bare", "Mass", UNCERTAIN);
        judge("R1", "t", "Nodule", PRESENT);

        assertEquals(PRESENT, labels("Mass", LabelOrigin.DATA).get("bare"));
        assertEquals(Map.of("own", ABSENT, "bare", UNCERTAIN, "other", UNKNOWN), labels("Mass", LabelOrigin.READERS));
        assertEquals(Map.of("own", UNKNOWN, "bare", UNKNOWN, "other", UNKNOWN), labels("Edema", LabelOrigin.READERS));
        assertEquals(Map.of("own", ABSENT, "bare", ABSENT, "other", UNKNOWN), labels("Edema", LabelOrigin.BOTH));
        assertEquals(Map.of("own", UNKNOWN, "bare", UNKNOWN, "other", PRESENT), labels("Nodule", LabelOrigin.BOTH));
        assertEquals(List.of("Mass", "Nodule"), workspace.labelledFindings(LabelOrigin.READERS));
        assertEquals(List.of("Mass", "Edema", "Nodule"), workspace.labelledFindings(LabelOrigin.BOTH));
    }

    /** A reader looked at the study; the label that came with the picture is overruled by that too. */
    @Test
    void readersComeBeforeTheData() throws WorkspaceException {
        judge("R1", "s", "Mass", UNCERTAIN);
        assertEquals(Map.of("own", UNCERTAIN, "bare", UNCERTAIN, "other", UNKNOWN), labels("Mass", LabelOrigin.BOTH));
    }

    @Test
    void theMajorityOfReadersDecides() throws WorkspaceException {
        judge("R1", "own", "Mass", PRESENT);
        judge("R2", "own", "Mass", ABSENT);
        assertEquals(UNCERTAIN, labels("Mass", LabelOrigin.READERS).get("own"));
        judge("R3", "own", "Mass", PRESENT);
        assertEquals(PRESENT, labels("Mass", LabelOrigin.READERS).get("own"));
        judge("R4", "own", "Mass", UNCERTAIN);
        assertEquals(UNCERTAIN, labels("Mass", LabelOrigin.READERS).get("own"));
    }
}
