package org.refers.app.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.refers.app.cli.ViewMeter.NextStudy;
import org.refers.app.error.ErrorReporter;
import org.refers.app.study.HangingViewModel;
import org.refers.app.study.StudiesViewModel;
import org.refers.app.study.StudyCatalogue;
import org.refers.app.study.StudyEngine;
import org.refers.app.task.BackgroundTasks;
import org.refers.app.task.EventRelay;
import org.refers.model.dicom.DicomObject;
import org.refers.model.dicom.DicomWriter;
import org.refers.model.dicom.RadiographModules;
import org.refers.model.dicom.Tags;
import org.refers.model.dicom.Uids;
import org.refers.model.image.RadiographReader;
import org.refers.model.study.ViewPosition;
import org.refers.model.workspace.StudyEntry;
import org.refers.model.workspace.Workspace;
import org.refers.model.workspace.importer.ImportProgress;
import org.refers.model.workspace.importer.ImportRequest;
import org.refers.model.workspace.importer.Importers;
import org.refers.viewer.hanging.HangingLayout;
import org.refers.viewer.hanging.HangingPane;
import org.refers.viewer.hanging.PaneContent;
import org.refers.viewer.text.Texts;

/**
 * The step to the next study as the window makes it: database, files or memory, and the frame. Two views of 3000 x 2500 in two
 * panes. Runs on a thread of its own and asks the JavaFX thread for each step.
 */
final class StudyBench {

    private static final int PATIENCE_SECONDS = 60;

    private final Path folder;
    private final int studies;
    private final EventRelay<Runnable> screen = EventRelay.toScreen(batch -> batch.forEach(Runnable::run));

    StudyBench(Path folder, int studies) {
        this.folder = folder;
        this.studies = studies;
    }

    /** Writes the studies' files and imports them. */
    void prepare() throws Exception {
        Path files = Files.createDirectories(folder.resolve("studies"));
        for (int i = 0; i < studies; i++) {
            write(files, i, ViewPosition.PA);
            write(files, i, ViewPosition.LATERAL);
        }
        try (Workspace workspace = Workspace.openOrCreate(folder.resolve("workspace"))) {
            Importers.run(ImportRequest.of(files, ImportRequest.AUTO), workspace, ImportProgress.NONE);
        }
    }

    private static void write(Path files, int study, ViewPosition view) throws IOException {
        String uid = "refers bench " + study;
        boolean lateral = view == ViewPosition.LATERAL;
        DicomObject.Builder builder = RadiographModules.of(BenchRadiograph.of(2 * study + (lateral ? 1 : 0), view));
        builder.text(Tags.SOP_CLASS_UID, Uids.DIGITAL_XRAY_FOR_PRESENTATION)
                .text(Tags.SOP_INSTANCE_UID, Uids.fromSeed(uid + view))
                .text(Tags.STUDY_INSTANCE_UID, Uids.fromSeed(uid))
                .text(Tags.SERIES_INSTANCE_UID, Uids.fromSeed(uid + " series " + view)).text(Tags.MODALITY, "DX")
                .text(Tags.PATIENT_ID, "bench" + study).text(Tags.PATIENT_ORIENTATION, lateral ? "P\\F" : "L\\F");
        DicomWriter.write(builder.build(), files.resolve(study + "-" + view + ".dcm"));
    }

    NextStudy run(StudyEngine engine, BackgroundTasks tasks, ErrorReporter errors) throws Exception {
        List<String> views;
        try (Workspace workspace = Workspace.open(folder.resolve("workspace"))) {
            views = workspace.studies().stream().map(StudyEntry::radiographs).map(all -> all.getFirst().id()).toList();
        }
        Times ahead = new Times();
        Times unread = new Times();
        try (StudyCatalogue catalogue = StudyCatalogue.open(folder.resolve("workspace"))) {
            Reading reading = ask(() -> new Reading(new StudiesViewModel(Texts.english(), engine,
                    RadiographReader::read, tasks, errors), catalogue));
            for (int i = 0; i < views.size(); i++) {
                boolean known = i % 2 == 1;
                if (known) {
                    reading.readAhead(views.get(i));
                }
                long before = System.nanoTime();
                reading.turnTo(views.get(i)).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
                (known ? ahead : unread).add(System.nanoTime() - before);
            }
            ask(() -> {
                reading.close();
                return true;
            });
        }
        return new NextStudy(ahead.median(), ahead.p95(), unread.median());
    }

    /** Something done on the screen's thread. */
    @FunctionalInterface
    private interface Asked<T> {
        T get();
    }

    private <T> T ask(Asked<T> asked) throws Exception {
        CompletableFuture<T> answer = new CompletableFuture<>();
        screen.post(() -> {
            try {
                answer.complete(asked.get());
            } catch (RuntimeException problem) {
                answer.completeExceptionally(problem);
            }
        });
        return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** Panes in a window over the state of the reading screen. */
    private final class Reading {

        private final StudiesViewModel model;
        private final HangingPane pane = new HangingPane(Texts.english());
        private final Stage stage = new Stage();
        private String wanted = "";
        private CompletableFuture<Boolean> shown = new CompletableFuture<>();

        Reading(StudiesViewModel model, StudyCatalogue catalogue) {
            this.model = model;
            model.take(catalogue);
            HangingViewModel hanging = model.hanging();
            hanging.layoutProperty().set(HangingLayout.VIEWS);
            pane.setLayout(HangingLayout.VIEWS);
            hanging.panesProperty().addListener((property, before, now) -> {
                for (int i = 0; i < now.size(); i++) {
                    pane.show(i, now.get(i));
                }
            });
            Scene scene = new Scene(pane, 1600, 1000);
            // Laid out means mapped: the frame's pixels are there, and JavaFX paints them next.
            scene.addPostLayoutPulseListener(() -> {
                List<PaneContent> now = hanging.panesProperty().get();
                if (now.stream().anyMatch(content -> content.id().equals(wanted))
                        && now.stream().allMatch(content -> content.radiograph().isPresent())) {
                    shown.complete(true);
                }
            });
            stage.setScene(scene);
            stage.show();
        }

        CompletableFuture<Boolean> turnTo(String view) throws Exception {
            return ask(() -> {
                wanted = view;
                shown = new CompletableFuture<>();
                model.select(Optional.of(view));
                return shown;
            });
        }

        void readAhead(String view) throws Exception {
            ask(() -> model.readAhead(List.of(view))).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }

        void close() {
            stage.close();
        }
    }
}
