package org.refers.app.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
import org.refers.training.explain.AttendedReport;
import org.refers.training.explain.ReportAlternatives;
import org.refers.training.explain.ReportAlternatives.Seen;
import org.refers.viewer.report.ReportComparison;
import org.refers.viewer.text.Texts;

/**
 * The reports of one study: the radiologist's, those that a model writes when it is asked to, and where it looked while it
 * wrote.
 */
public final class ReportViewModel {

    private final Texts texts;
    private final StudyEngine engine;
    private final ErrorReporter errors;
    private final LatestWork work;

    private final ObservableList<ModelEntry> models = FXCollections.observableArrayList();
    /** Held on to: a wrapper that nobody holds is collected, and its listeners with it. */
    private final ObservableList<ModelEntry> modelsView = FXCollections.unmodifiableObservableList(models);
    private final ObjectProperty<Optional<ModelEntry>> model = new SimpleObjectProperty<>(Optional.empty());
    private final ReadOnlyBooleanWrapper computing = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<Optional<Reports>> reports = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ObservableList<Alternative> alternatives = FXCollections.observableArrayList();
    private final ObservableList<Alternative> alternativesView = FXCollections
            .unmodifiableObservableList(alternatives);
    private final ObjectProperty<Optional<Alternative>> chosen = new SimpleObjectProperty<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<ReportAttention>> attention = new ReadOnlyObjectWrapper<>(
            Optional.empty());
    private Optional<StudyEntry> study = Optional.empty();
    private List<Seen> seen = List.of();

    /**
     * A report that the search kept.
     *
     * @param rank 1 for the most probable one
     * @param report the report
     * @param compared it and the reference
     */
    public record Alternative(int rank, AttendedReport report, ComparedReports compared) {
    }

    /**
     * What is shown.
     *
     * @param generated the model's report, empty if none was made
     * @param reference the radiologist's text, empty if the study has none
     * @param compared both
     */
    public record Reports(Optional<AttendedReport> generated, String reference, ComparedReports compared) {
    }

    /** What came of writing. */
    private record Written(List<Alternative> alternatives, List<Seen> seen) {
    }

    /** Creates the state without a study. */
    public ReportViewModel(Texts texts, StudyEngine engine, BackgroundTasks tasks, ErrorReporter errors) {
        this.texts = texts;
        this.engine = engine;
        this.errors = errors;
        this.work = new LatestWork(tasks, Lane.COMPUTING);
        chosen.subscribe(now -> now.ifPresent(this::show));
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
        take(new Written(List.of(), List.of()));
        reports.set(shown.map(entry -> new Reports(Optional.empty(), reference(entry), new ComparedReports(
                ReportComparison.of("", reference(entry), sentence -> Map.of()), List.of()))));
    }

    private static String reference(StudyEntry entry) {
        return entry.report().map(Report::text).orElse("");
    }

    /** Whether the study has a radiograph to write a report of. */
    boolean hasRadiographs() {
        return study.filter(of -> !of.radiographs().isEmpty()).isPresent();
    }

    /** Has the chosen model write reports of the study. */
    public void generate() {
        if (!hasRadiographs() || model.get().isEmpty()) {
            return;
        }
        StudyEntry of = study.orElseThrow();
        ModelEntry with = model.get().get();
        computing.set(true);
        work.run(progress -> write(with, of), Outcome.of(written -> {
            computing.set(false);
            take(written);
        }, problem -> {
            computing.set(false);
            errors.report("doing.report", problem);
        }));
    }

    private Written write(ModelEntry with, StudyEntry of) throws Exception {
        ReportAlternatives written = engine.report(with, of);
        List<Alternative> all = new ArrayList<>();
        for (AttendedReport report : written.reports()) {
            all.add(new Alternative(all.size() + 1, report, engine.compare(report.text(), reference(of))));
        }
        return new Written(all, written.seen());
    }

    private void take(Written written) {
        attention.set(Optional.empty());
        chosen.set(Optional.empty());
        seen = written.seen();
        alternatives.setAll(written.alternatives());
        chosen.set(written.alternatives().stream().findFirst());
    }

    private void show(Alternative now) {
        attention.set(Optional.empty());
        study.ifPresent(of -> reports
                .set(Optional.of(new Reports(Optional.of(now.report()), reference(of), now.compared()))));
    }

    /** Looks where the network looked for a token of the report that is shown, or nowhere. */
    public void look(Optional<Integer> token) {
        attention.set(study.flatMap(of -> chosen.get().flatMap(now -> token
                .filter(index -> index < now.report().tokens().size())
                .map(index -> ReportAttention.of(texts, of, seen, now.report(), now.report().tokens().get(index))))));
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

    /** The reports that the search kept, the most probable first; none before one was written. */
    public ObservableList<Alternative> alternatives() {
        return alternativesView;
    }

    /** The one that is shown. */
    public ObjectProperty<Optional<Alternative>> chosenProperty() {
        return chosen;
    }

    /** Where the network looked for the token that is looked at. */
    public ReadOnlyObjectProperty<Optional<ReportAttention>> attentionProperty() {
        return attention.getReadOnlyProperty();
    }
}
