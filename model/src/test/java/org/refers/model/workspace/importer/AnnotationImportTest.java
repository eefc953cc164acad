package org.refers.model.workspace.importer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.refers.model.finding.Box;
import org.refers.model.finding.FindingLabel;
import org.refers.model.finding.MeasuredLine;
import org.refers.model.finding.ReaderBox;
import org.refers.model.finding.ReaderMeasurement;
import org.refers.model.study.ViewPosition;
import org.refers.model.workspace.FileFacts;
import org.refers.model.workspace.RadiographDraft;
import org.refers.model.workspace.SourceEntry;
import org.refers.model.workspace.Split;
import org.refers.model.workspace.StudyDraft;
import org.refers.model.workspace.StudyEntry;
import org.refers.model.workspace.Workspace;
import org.refers.model.workspace.WorkspaceException;
import org.refers.model.workspace.annotation.AnnotationChange;
import org.refers.model.workspace.annotation.AnnotationHistory;
import org.refers.model.workspace.annotation.Annotations;
import org.refers.model.workspace.annotation.DrawnMeasurement;
import org.refers.model.workspace.export.AnnotationExport;
import org.refers.model.workspace.export.BoxFormat;
import org.refers.model.workspace.export.TableSink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class AnnotationImportTest {

    /** A quote, a comma and what a spreadsheet takes for a formula. */
    private static final String ODD = "=Mass, \"large\"";

    private static final ReaderMeasurement DISTANCE = new ReaderMeasurement("R1", ReaderMeasurement.Kind.DISTANCE,
            List.of(new MeasuredLine(1, 2.5, 30, 40)));
    private static final ReaderMeasurement RATIO = new ReaderMeasurement("R1",
            ReaderMeasurement.Kind.CARDIOTHORACIC_RATIO,
            List.of(new MeasuredLine(20, 50, 60, 51), new MeasuredLine(5, 60, 95, 60.25)));

    @TempDir
    private Path folder;

    private Workspace workspace;
    private Annotations annotations;
    private StudyEntry study;
    private String key = "";

    @BeforeEach
    void open() throws WorkspaceException {
        workspace = workspace("one");
        annotations = new Annotations(workspace, Clock.systemUTC());
        study = workspace.studies().getFirst();
        key = study.radiographs().getFirst().id();
    }

    /** Two workspaces of one published collection have the same keys. */
    private Workspace workspace(String name) throws WorkspaceException {
        Workspace made = Workspace.openOrCreate(folder.resolve(name));
        made.add(new SourceEntry("folder", folder, "published"), List.of(new StudyDraft("p", "s", "2020", Split.TEST,
                Optional.empty(),
                List.of(draft("a", "x/same.png"), draft("b", "y/same.png"), draft("c", "only.png")))));
        return made;
    }

    private static RadiographDraft draft(String digest, String file) {
        return new RadiographDraft(Path.of(file), new FileFacts(digest.repeat(64), 1, 1, 80, 100), ViewPosition.PA,
                "DX", Map.of(), List.of());
    }

    @AfterEach
    void close() throws WorkspaceException {
        workspace.close();
    }

    private AnnotationPlan plan(String name, String... lines) throws IOException, WorkspaceException {
        Path file = Files.writeString(folder.resolve(name), String.join("\n", lines));
        return AnnotationImport.plan(annotations, List.of(file), ImportProgress.NONE);
    }

    private static List<String> reasons(AnnotationPlan plan) {
        return plan.rejected().stream().map(ImportResult.Rejection::reason).toList();
    }

    @ParameterizedTest
    @EnumSource(names = {"CSV", "COCO"})
    void whatWasExportedComesBackInAnotherWorkspace(BoxFormat format) throws Exception {
        annotations.make(AnnotationChange.draw(key, new ReaderBox("R1", ODD, new Box(1.25, -3, 1 / 3.0, 40))));
        annotations.make(AnnotationChange.draw(key, new ReaderBox("Reader two", "Mass", new Box(5, 6, 7, 8))));
        annotations.make(new AnnotationChange.OfLabel(key, "R1", "Mass", FindingLabel.UNKNOWN, FindingLabel.UNCERTAIN));
        annotations.make(new AnnotationChange.OfLabel(study.id(), "R1", ODD, FindingLabel.UNKNOWN,
                FindingLabel.ABSENT));
        annotations.make(AnnotationChange.measure(key, DISTANCE));
        annotations.make(AnnotationChange.measure(key, RATIO));
        Path file = folder.resolve("out");
        TableSink sink = new TableSink(file, format, false);
        assertTrue(
                AnnotationExport.write(workspace.studies(), AnnotationExport.Said.of(annotations), sink, done -> true));
        assertEquals(2, sink.finish().labels());

        AnnotationPlan same = AnnotationImport.plan(annotations, List.of(file), ImportProgress.NONE);
        assertEquals(List.of(), same.rejected());
        assertEquals(List.of(), same.changes());
        assertEquals(6, same.present());
        try (Workspace other = workspace("two")) {
            Annotations there = new Annotations(other, Clock.systemUTC());
            there.make(AnnotationChange.draw(key, new ReaderBox("Reader two", "Nodule", new Box(1, 1, 1, 1))));
            AnnotationPlan plan = AnnotationImport.plan(there, List.of(file), ImportProgress.NONE);
            assertEquals(List.of(2, 2, 2, 0),
                    List.of(plan.boxes(), plan.labels(), plan.measurements(), plan.present()));
            AnnotationHistory history = new AnnotationHistory(there);
            history.make("R1", new AnnotationChange.Several(plan.changes()));
            assertEquals(Map.of("Mass", FindingLabel.UNCERTAIN), there.labels(key, "R1"));
            assertEquals(Map.of(ODD, FindingLabel.ABSENT), there.labels(study.id(), "R1"));
            assertTrue(there.allBoxes(key).containsAll(annotations.allBoxes(key)));
            assertEquals(Set.of(DISTANCE, RATIO), there.measurements(key).stream()
                    .map(DrawnMeasurement::measurement).collect(Collectors.toSet()));
            history.undo("R1");
            assertEquals(List.of(), there.measurements());
            assertEquals(1, there.allBoxes(key).size());
            assertEquals(Map.of(), there.labels());
            history.redo("R1");
            assertEquals(3, there.allBoxes(key).size());
        }
    }

    @Test
    void everyRowThatFitsNoRadiographIsListed() throws Exception {
        AnnotationPlan plan = plan("boxes.csv",
                "file,radiograph,reader,model,finding,x,y,width,height,picture_width,picture_height,label",
                "only.png,,Dr. Anna Muster,,Mass,1,2,3,4,100,80,", "same.png,,R1,,Mass,1,2,3,4,,,",
                "none.png,,R1,,Mass,1,2,3,4,,,", "only.png,,R1,,Mass,1,2,3,4,200,160,",
                "only.png,,R1,,Mass,100,2,3,4,,,", "only.png,,R1,,Mass,1,2,0,4,,,", "only.png,,,m,Mass,1,2,3,4,,,",
                "only.png,,R1,,,1,2,3,4,,,", "only.png,,R1,,Mass,,,,,,,perhaps", "only.png,,R1,,Mass,,,,,,,absent",
                "," + key + ",R1,,Mass,1,2,3,4,,,", "," + key + ",R1,,Mass,1,2,3,4.001,,,", "short");
        assertEquals(2, plan.boxes(), reasons(plan)::toString);
        assertEquals(1, plan.labels());
        assertEquals(1, plan.present());
        List<String> reasons = reasons(plan);
        List<String> expected = List.of("line 14 has 1 values", "line 7: a box needs", "line 8 is a model's",
                "line 9 names no radiograph or no finding", "line 10 has a label that is neither",
                "2 radiographs of this workspace have the file name same.png",
                "line 4 is about a radiograph that is not",
                "line 5 is drawn on a picture of 200 x 160 pixels, and the radiograph has 100 x 80",
                "line 6 lies outside of its radiograph");
        assertEquals(expected.size(), reasons.size(), reasons::toString);
        for (int i = 0; i < expected.size(); i++) {
            assertTrue(reasons.get(i).startsWith(expected.get(i)), reasons.get(i));
        }
        AnnotationChange.OfBox first = (AnnotationChange.OfBox) plan.changes().getFirst();
        assertTrue(first.after().orElseThrow().reader().matches("R-[0-9a-f]{8}"), "a person's name stays outside");
    }

    @Test
    void aStrangeCocoFileIsReadAsFarAsItGoes() throws Exception {
        AnnotationPlan plan = plan("boxes.json", """
                {"images": [{"id": 1, "file_name": "train/only.png", "width": 100, "height": 80},
                 {"id": 2, "file_name": "only.png", "width": 101, "height": 80}],
                 "categories": [{"id": 5, "name": "Nodule"}],
                 "annotations": [{"image_id": 1, "category_id": 5, "bbox": [1, 2, 3, 4]},
                  {"image_id": 1, "category_id": 6, "bbox": [1, 2, 3, 4]},
                  {"image_id": 1, "category_id": 5, "bbox": [1, 2, 3]},
                  {"image_id": 1, "category_id": 5, "bbox": [1, 2, 3, -4]},
                  {"image_id": 1, "category_id": 5, "bbox": [1, 2, 3, 4], "score": 0.5},
                  {"image_id": 2, "category_id": 5, "bbox": [1, 2, 3, 4]}]}""");
        assertEquals(1, plan.boxes(), reasons(plan)::toString);
        assertEquals("reference", ((AnnotationChange.OfBox) plan.changes().getFirst()).after().orElseThrow().reader());
        assertEquals(5, reasons(plan).size(), reasons(plan)::toString);
        assertEquals(List.of("is no COCO file: it has no lists images and annotations"), reasons(plan("x.json", "{}")));
        assertEquals(List.of("is no JSON"), reasons(plan("y.json", "{\"images\": [")));
        assertTrue(reasons(plan("z.json", "{\"images\":[],\"annotations\":[],\"info\":"
                + "{\"description\":\"Boxes of a REFERS workspace\",\"version\":\"3\"}}")).getFirst()
                .startsWith("has version 3"));
        assertEquals(List.of("is not there"), reasons(AnnotationImport.plan(annotations,
                List.of(folder.resolve("gone.csv")), ImportProgress.NONE)));
    }

    @Test
    void stepsOfAFileAreMadeAllOrNone() throws Exception {
        AnnotationChange.OfBox good = AnnotationChange.draw(key, new ReaderBox("R1", "Mass", new Box(1, 2, 3, 4)));
        AnnotationChange stale = new AnnotationChange.OfLabel(key, "R1", "Mass", FindingLabel.PRESENT,
                FindingLabel.ABSENT);
        WorkspaceException problem = assertThrows(WorkspaceException.class,
                () -> annotations.make(new AnnotationChange.Several(List.of(good, stale))));
        assertTrue(String.valueOf(problem.getMessage()).startsWith("the label was changed in another window"));
        assertEquals(List.of(), annotations.boxes(key));
    }
}
