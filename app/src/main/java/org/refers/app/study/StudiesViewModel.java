package org.refers.app.study;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.refers.app.annotation.AnnotationFilesViewModel;
import org.refers.app.annotation.AnnotationViewModel;
import org.refers.app.annotation.AnnotationViewModel.Subject;
import org.refers.app.error.ErrorReporter;
import org.refers.app.study.Hanging.Pane;
import org.refers.app.study.Hanging.Slot;
import org.refers.app.task.BackgroundTasks;
import org.refers.app.task.BackgroundTasks.Lane;
import org.refers.app.task.LatestWork;
import org.refers.app.task.Outcome;
import org.refers.app.task.WorkProgress;
import org.refers.model.finding.ReaderBox;
import org.refers.model.workspace.RadiographEntry;
import org.refers.model.workspace.StudyEntry;
import org.refers.model.workspace.WorkspaceException;
import org.refers.model.workspace.annotation.Annotations;
import org.refers.viewer.browser.BrowserSource;
import org.refers.viewer.text.Texts;

/** The study that is read: which one, what hangs of it, its explanation, its reports. Knows no control. */
public final class StudiesViewModel {

    private final Texts texts;
    private final ErrorReporter errors;
    private final BackgroundTasks tasks;
    private final LatestWork choosing;
    private final LatestWork listing;
    private final LatestWork ahead;
    private final RadiographReads reads;
    private final StudyEngine engine;
    private final HangingViewModel hanging;
    private final ExplanationViewModel explanation;
    private final FigureViewModel figure;
    private final SanityViewModel sanity;
    private final SurveyViewModel survey;
    private final ReportViewModel report;
    private final AnnotationViewModel annotation;
    private final AnnotationFilesViewModel annotationFiles;

    /** Read by the background threads that make thumbnails. */
    private volatile Optional<StudyCatalogue> catalogue = Optional.empty();
    private Optional<StudyEntry> study = Optional.empty();
    private final ReadOnlyObjectWrapper<Optional<RadiographEntry>> entry = new ReadOnlyObjectWrapper<>(
            Optional.empty());

    /** Creates the state without studies. */
    public StudiesViewModel(Texts texts, StudyEngine engine, RadiographSource source, BackgroundTasks tasks,
            ErrorReporter errors) {
        this.texts = texts;
        this.engine = engine;
        this.errors = errors;
        this.tasks = tasks;
        this.reads = new RadiographReads(source, RadiographReads.MOST_PIXELS);
        this.choosing = new LatestWork(tasks, Lane.LISTING);
        this.listing = new LatestWork(tasks, Lane.FILES);
        this.ahead = new LatestWork(tasks, Lane.AHEAD);
        this.hanging = new HangingViewModel(texts, reads, tasks, errors);
        this.explanation = new ExplanationViewModel(engine, tasks, errors);
        this.sanity = new SanityViewModel(engine, explanation, tasks, errors);
        this.figure = new FigureViewModel(texts, reads, explanation, tasks, errors);
        this.survey = new SurveyViewModel(engine, explanation, () -> catalogue, tasks, errors);
        this.report = new ReportViewModel(texts, engine, tasks, errors);
        this.annotation = new AnnotationViewModel(texts, tasks, errors);
        this.annotationFiles = new AnnotationFilesViewModel(annotation, tasks, errors);
        annotation.onBoxes(explanation::setReaders);
        annotation.agreement().setModel(() -> catalogue.flatMap(studies -> explanation.modelProperty().get()
                .map(model -> new SurveyReader(engine, studies, model, explanation.kindProperty().get()))));
        explanation.agreementProperty().subscribe(now -> annotation.agreement().compareHere(now.readers(),
                explanation.explanationProperty().get().map(shown -> now.boxes().stream()
                        .map(box -> new ReaderBox("", box.finding(), box.box())).toList())));
    }

    /** Takes the studies of a workspace and returns them as the browser lists them. */
    public BrowserSource take(StudyCatalogue studies) {
        catalogue = Optional.of(studies);
        survey.clear();
        Annotations annotations = studies.annotations();
        annotation.open(annotations);
        annotationFiles.open(annotations);
        return new CatalogueSource(studies, texts, tasks, errors);
    }

    /** The file of a view; called in the background. */
    Optional<Path> fileOf(String viewId) throws WorkspaceException {
        Optional<StudyCatalogue> now = catalogue;
        return now.isEmpty() ? Optional.empty() : now.get().file(viewId);
    }

    /** A radiograph with its study and all studies of its patient. */
    private record Found(StudyEntry study, RadiographEntry radiograph, List<StudyEntry> ofPatient) {

        static Optional<Found> of(String viewId, List<StudyEntry> patient) {
            for (StudyEntry study : patient) {
                for (RadiographEntry view : study.radiographs()) {
                    if (view.id().equals(viewId)) {
                        return Optional.of(new Found(study, view, patient));
                    }
                }
            }
            return Optional.empty();
        }
    }

    /** Turns to a view, or to none. */
    public void select(Optional<String> viewId) {
        ahead.cancel();
        Optional<StudyCatalogue> now = catalogue;
        if (viewId.isEmpty() || now.isEmpty()) {
            choosing.cancel();
            show(Optional.empty());
            return;
        }
        String id = viewId.get();
        choosing.run(progress -> Found.of(id, now.get().studiesWith(id)),
                Outcome.of(this::show, problem -> errors.report("doing.list", problem)));
    }

    /** Turns to a study that has no radiograph: its report is all there is to read. */
    public void selectBare(String study) {
        catalogue.ifPresent(now -> choosing.run(progress -> now.study(study), Outcome.of(found -> {
            hanging.clear();
            turnTo(found, Optional.empty());
        }, problem -> errors.report("doing.list", problem))));
    }

    private void show(Optional<Found> found) {
        if (found.isEmpty()) {
            hanging.clear();
            turnTo(Optional.empty(), Optional.empty());
        } else {
            Found chosen = found.get();
            // First: the explanation is of the radiograph, whichever pane it hangs in.
            turnTo(Optional.of(chosen.study()), Optional.of(chosen.radiograph()));
            hanging.show(chosen.study(), chosen.radiograph(), chosen.ofPatient());
        }
    }

    /** Turns explanation and reports to a pane's radiograph. */
    void activate(int pane) {
        hanging.slot(pane).ifPresent(slot -> turnTo(Optional.of(slot.study()), Optional.of(slot.radiograph())));
    }

    private void turnTo(Optional<StudyEntry> shown, Optional<RadiographEntry> radiograph) {
        if (radiograph.isPresent() && entry.get().equals(radiograph)) {
            return;
        }
        boolean sameStudy = shown.isPresent() && study.map(StudyEntry::id).equals(shown.map(StudyEntry::id));
        study = shown;
        entry.set(radiograph);
        if (!sameStudy) {
            report.show(shown);
        }
        explanation.show(radiograph);
        annotation.show(radiograph.flatMap(read -> shown.map(of -> new Subject(read.id(), of.id()))));
    }

    /** Another radiograph of the study that is read, some on; empty at its ends. */
    Optional<String> viewOn(int viewsOn) {
        List<RadiographEntry> views = study.map(StudyEntry::radiographs).orElse(List.of());
        int now = views.indexOf(entry.get().orElse(null));
        int next = now + viewsOn;
        return now < 0 || next < 0 || next >= views.size() ? Optional.empty() : Optional.of(views.get(next).id());
    }

    /** The first or last radiograph of the study that is read. */
    Optional<String> endView(boolean last) {
        List<RadiographEntry> views = study.map(StudyEntry::radiographs).orElse(List.of());
        return views.isEmpty() ? Optional.empty() : Optional.of((last ? views.getLast() : views.getFirst()).id());
    }

    /**
     * Reads what would hang if these radiographs were chosen, in that order, until something else is chosen.
     *
     * @return completed when all is read; not at all if something else was chosen before
     */
    public CompletableFuture<Boolean> readAhead(List<String> viewIds) {
        HangingViewModel.Plan plan = hanging.plan();
        CompletableFuture<Boolean> all = new CompletableFuture<>();
        catalogue.ifPresent(now -> ahead.run(progress -> {
            for (String id : viewIds) {
                readAhead(now, plan, id, progress);
            }
            return true;
        }, Outcome.of(all::complete, unreadable -> {
            // Whoever opens it learns why.
            all.complete(false);
        })));
        return all;
    }

    private void readAhead(StudyCatalogue from, HangingViewModel.Plan plan, String id, WorkProgress progress)
            throws Exception {
        Optional<Found> found = progress.isStopped() ? Optional.empty() : Found.of(id, from.studiesWith(id));
        if (found.isEmpty()) {
            return;
        }
        for (Pane pane : plan.panes(found.get().study(), found.get().radiograph(), found.get().ofPatient())) {
            Optional<Slot> slot = pane.slot();
            if (slot.isPresent() && !progress.isStopped()) {
                reads.read(slot.get().radiograph(), share -> !progress.isStopped());
            }
        }
    }

    /** Looks for models among the runs of a folder. */
    public void findModels(Path runs) {
        listing.run(progress -> engine.models(runs), Outcome.of(found -> {
            explanation.setModels(found.stream().filter(ModelEntry::explains).toList());
            report.setModels(found.stream().filter(model -> !model.explains()).toList());
        }, problem -> errors.report("doing.models", problem)));
    }

    /** What hangs. */
    public HangingViewModel hanging() {
        return hanging;
    }

    /** The radiograph that is read. */
    public ReadOnlyObjectProperty<Optional<RadiographEntry>> entryProperty() {
        return entry.getReadOnlyProperty();
    }

    /** The study that is read. */
    public Optional<StudyEntry> study() {
        return study;
    }

    /** Its explanation. */
    public ExplanationViewModel explanation() {
        return explanation;
    }

    /** The figure of its explanation. */
    FigureViewModel figure() {
        return figure;
    }

    /** The sanity test of its map. */
    SanityViewModel sanity() {
        return sanity;
    }

    /** The whole test set. */
    SurveyViewModel survey() {
        return survey;
    }

    /** What is drawn on it. */
    public AnnotationViewModel annotation() {
        return annotation;
    }

    /** What is drawn and said, from and to files. */
    public AnnotationFilesViewModel annotationFiles() {
        return annotationFiles;
    }

    /** Its study's reports. */
    public ReportViewModel report() {
        return report;
    }
}
