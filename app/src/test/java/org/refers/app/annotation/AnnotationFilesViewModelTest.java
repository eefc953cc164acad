package org.refers.app.annotation;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.refers.app.error.ErrorReporter;
import org.refers.app.error.FaultLog;
import org.refers.app.error.Notice;
import org.refers.app.task.CurrentThreadTasks;
import org.refers.app.task.EventRelay;
import org.refers.model.finding.Box;
import org.refers.model.finding.ReaderBox;
import org.refers.model.workspace.RadiographEntry;
import org.refers.model.workspace.Workspace;
import org.refers.model.workspace.WorkspaceException;
import org.refers.model.workspace.annotation.AnnotationChange;
import org.refers.model.workspace.annotation.Annotations;
import org.refers.model.workspace.export.BoxFormat;
import org.refers.model.workspace.importer.ImportProgress;
import org.refers.model.workspace.importer.ImportRequest;
import org.refers.model.workspace.importer.Importers;
import org.refers.sampledata.SampleRequest;
import org.refers.sampledata.SampleStudies;
import org.refers.viewer.text.Texts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class AnnotationFilesViewModelTest {

    private static final ReaderBox DRAWN = new ReaderBox("me", "Nodule", new Box(10.125, 20.3, 30, 40.7));

    @TempDir
    private Path folder;

    private final List<Notice> notices = new ArrayList<>();
    private Workspace workspace;
    private Annotations annotations;
    private AnnotationViewModel drawing;
    private AnnotationFilesViewModel files;

    @BeforeEach
    void open() throws Exception {
        SampleStudies.write(new SampleRequest(folder.resolve("studies"), 10, 5, 2), (done, total) -> {
        });
        workspace = Workspace.openOrCreate(folder.resolve("w"));
        Importers.run(ImportRequest.of(folder.resolve("studies"), ImportRequest.AUTO), workspace, ImportProgress.NONE);
        annotations = new Annotations(workspace, Clock.systemUTC());
        CurrentThreadTasks tasks = new CurrentThreadTasks();
        ErrorReporter errors = new ErrorReporter(new FaultLog(folder.resolve("log")), Texts.english(), tasks,
                new EventRelay<>(Runnable::run, notices::addAll));
        drawing = new AnnotationViewModel(Texts.english(), tasks, errors);
        files = new AnnotationFilesViewModel(drawing, tasks, errors);
        drawing.open(annotations);
        files.open(annotations);
    }

    @AfterEach
    void close() throws WorkspaceException {
        workspace.close();
    }

    private List<RadiographEntry> radiographs(boolean dicom) throws WorkspaceException {
        return workspace.studies().stream().flatMap(study -> study.radiographs().stream())
                .filter(one -> one.file().toString().endsWith(".dcm") == dicom).toList();
    }

    @ParameterizedTest
    @EnumSource(names = {"SR", "GSPS"})
    void dicomObjectsComeBackAndOneUndoTakesThemAway(BoxFormat format) throws Exception {
        List<RadiographEntry> dicom = radiographs(true);
        assertTrue(dicom.size() > 1 && !radiographs(false).isEmpty(), "both kinds of files are needed");
        List<AnnotationChange> steps = new ArrayList<>();
        for (RadiographEntry radiograph : dicom) {
            steps.add(AnnotationChange.draw(radiograph.id(), DRAWN));
        }
        steps.add(AnnotationChange.draw(radiographs(false).getFirst().id(), DRAWN));
        AnnotationChange.Several all = new AnnotationChange.Several(steps);
        annotations.make(all);
        Path out = Files.createDirectory(folder.resolve("out"));
        files.write(format, out);
        AnnotationFilesViewModel.Exported exported = files.lastExportProperty().get().orElseThrow();
        assertTrue(exported.written().leftOut().stream()
                .anyMatch(left -> left.reason().startsWith("is no DICOM file")), "the picture is listed");

        annotations.make(all.inverse());
        try (Stream<Path> reports = Files.list(out)) {
            files.read(reports.sorted().toList());
        }
        assertEquals(List.of(), notices);
        assertEquals(List.of(), files.lastImportProperty().get().orElseThrow().rejected());
        assertEquals(dicom.size(), files.lastImportProperty().get().orElseThrow().boxes(),
                "boxes that came with the data are there already");
        for (RadiographEntry radiograph : dicom) {
            Box back = annotations.boxes(radiograph.id()).getFirst().box().box();
            assertEquals(1, back.iou(DRAWN.box()), 1e-4, "single precision");
        }
        assertTrue(drawing.canUndoProperty().get());
        drawing.undo();
        assertFalse(drawing.canUndoProperty().get());
    }

    @Test
    void aTableCarriesWhatAllReadersDrew() throws Exception {
        Path file = folder.resolve("all.csv");
        files.write(BoxFormat.CSV, file);
        int boxes = files.lastExportProperty().get().orElseThrow().written().boxes();
        assertTrue(boxes > 0);
        files.read(List.of(file));
        assertEquals(boxes, files.lastImportProperty().get().orElseThrow().present());
        Set<String> lines = new HashSet<>(Files.readAllLines(file));
        files.write(BoxFormat.CSV, folder.resolve("again.csv"));
        assertEquals(lines, new HashSet<>(Files.readAllLines(folder.resolve("again.csv"))));
    }

    @Test
    void theHistoryOfAllReadersIsATable() throws Exception {
        annotations.make(AnnotationChange.draw(radiographs(false).getFirst().id(), DRAWN));
        Path file = folder.resolve("history.csv");
        files.writeHistory(file, steps -> "steps: " + steps);
        assertEquals("steps: 1", notices.getLast().sentence());
        assertTrue(Files.readAllLines(file).get(1).contains("," + radiographs(false).getFirst().id() + ",,box,added,"),
                () -> String.valueOf(file));
        files.writeHistory(folder.resolve("no/such/history.csv"), steps -> "never");
        assertTrue(notices.getLast().fault());
        assertTrue(files.goingProperty().get().isEmpty(), "and the next one may begin");
    }

    @Test
    void aFolderThatCannotBeWrittenIsSaid() {
        files.write(BoxFormat.CSV, folder.resolve("no/such/folder.csv"));
        assertTrue(files.lastExportProperty().get().isEmpty());
        assertEquals(1, notices.size());
        assertTrue(files.goingProperty().get().isEmpty(), "and the next one may begin");
    }
}
