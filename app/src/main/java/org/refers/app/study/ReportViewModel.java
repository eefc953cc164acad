package org.refers.app.study;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.refers.app.error.ErrorReporter;
import org.refers.app.task.BackgroundTasks;
import org.refers.app.task.BackgroundTasks.Lane;
import org.refers.app.task.LatestWork;
import org.refers.app.task.Outcome;
import org.refers.model.study.Report;
import org.refers.model.workspace.StudyEntry;
import org.refers.viewer.report.FindingComparison;

/** The reports of one study: the radiologist's, and the one a model writes when it is asked to. */
public final class ReportViewModel {

    private final StudyEngine engine;
    private final ErrorReporter errors;
    private final LatestWork work;

    private final ObservableList<ModelEntry> models = FXCollections.observableArrayList();
    /** Held on to: a wrapper that nobody holds is collected, and its listeners with it. */
    private final ObservableList<ModelEntry> modelsView = FXCollections.unmodifiableObservableList(models);
    private final ObjectProperty<Optional<ModelEntry>> model = new SimpleObjectProperty<>(Optional.empty());
    private final ReadOnlyBooleanWrapper computing = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<Optional<Reports>> reports = new ReadOnlyObjectWrapper<>(Optional.empty());
    private Optional<StudyEntry> study = Optional.empty();

    /**
     * What is shown.
     *
     * @param generated the model's text, empty if none was made
     * @param reference the radiologist's text, empty if the study has none
     * @param findings both compared by finding, empty if one of them is
     */
    public record Reports(String generated, String reference, List<FindingComparison> findings) {
    }

    /** Creates the state without a study. */
    public ReportViewModel(StudyEngine engine, BackgroundTasks tasks, ErrorReporter errors) {
        this.engine = engine;
        this.errors = errors;
        this.work = new LatestWork(tasks, Lane.COMPUTING);
    }

    /** Takes the models there are. */
    public void setModels(List<ModelEntry> found) {
        models.setAll(found);
        Optional<ModelEntry> kept = model.get().filter(found::contains);
        model.set(kept.or(() -> found.stream().findFirst()));
    }

    /** Turns to a study, or to none. */
    public void show(Optional<StudyEntry> shown) {
        if (shown.equals(study)) {
            return;
        }
        work.cancel();
        computing.set(false);
        study = shown;
        reports.set(shown.map(entry -> new Reports("", reference(entry), List.of())));
    }

    private static String reference(StudyEntry entry) {
        return entry.report().map(Report::text).orElse("");
    }

    /** Has the chosen model write a report of the study. */
    public void generate() {
        if (study.isEmpty() || model.get().isEmpty()) {
            return;
        }
        StudyEntry of = study.get();
        ModelEntry with = model.get().get();
        computing.set(true);
        work.run(progress -> write(with, of), Outcome.of(written -> {
            computing.set(false);
            reports.set(Optional.of(written));
        }, problem -> {
            computing.set(false);
            errors.report("doing.report", problem);
        }));
    }

    private Reports write(ModelEntry with, StudyEntry of) throws Exception {
        String generated = engine.report(with, of);
        String reference = reference(of);
        boolean both = !generated.isBlank() && !reference.isBlank();
        return new Reports(generated, reference, both ? engine.compare(generated, reference) : List.of());
    }

    /** The models that write reports. */
    public ObservableList<ModelEntry> models() {
        return modelsView;
    }

    /** The chosen model. */
    public ObjectProperty<Optional<ModelEntry>> modelProperty() {
        return model;
    }

    /** Whether a report is being written. */
    public ReadOnlyBooleanProperty computingProperty() {
        return computing.getReadOnlyProperty();
    }

    /** What is shown; empty without a study. */
    public ReadOnlyObjectProperty<Optional<Reports>> reportsProperty() {
        return reports.getReadOnlyProperty();
    }
}
