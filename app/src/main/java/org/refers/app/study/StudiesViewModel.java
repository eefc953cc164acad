package org.refers.app.study;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.refers.app.error.ErrorReporter;
import org.refers.app.task.BackgroundTasks;
import org.refers.app.task.BackgroundTasks.Lane;
import org.refers.app.task.LatestWork;
import org.refers.app.task.Outcome;
import org.refers.model.finding.FindingLabel;
import org.refers.model.study.Radiograph;
import org.refers.model.study.Report;
import org.refers.model.study.ViewPosition;
import org.refers.model.workspace.RadiographEntry;
import org.refers.model.workspace.Split;
import org.refers.model.workspace.StudyEntry;
import org.refers.viewer.browser.BrowserStudy;
import org.refers.viewer.browser.BrowserView;
import org.refers.viewer.text.Texts;

/** The study that is read: which one, its pixels, its explanation, its reports. Knows no control. */
public final class StudiesViewModel {

    private final Texts texts;
    private final RadiographSource source;
    private final ErrorReporter errors;
    private final LatestWork reading;
    private final LatestWork listing;
    private final RadiographCache cache = new RadiographCache();
    private final StudyEngine engine;
    private final ExplanationViewModel explanation;
    private final ReportViewModel report;

    private final Map<String, StudyEntry> studyOfView = new HashMap<>();
    private final Map<String, RadiographEntry> views = new HashMap<>();
    private final ReadOnlyObjectWrapper<Optional<Radiograph>> radiograph = new ReadOnlyObjectWrapper<>(
            Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<RadiographEntry>> entry = new ReadOnlyObjectWrapper<>(
            Optional.empty());
    private final ReadOnlyBooleanWrapper loading = new ReadOnlyBooleanWrapper();

    /** Creates the state without studies. */
    public StudiesViewModel(Texts texts, StudyEngine engine, RadiographSource source, BackgroundTasks tasks,
            ErrorReporter errors) {
        this.texts = texts;
        this.engine = engine;
        this.source = source;
        this.errors = errors;
        this.reading = new LatestWork(tasks, Lane.READING);
        this.listing = new LatestWork(tasks, Lane.FILES);
        this.explanation = new ExplanationViewModel(engine, tasks, errors);
        this.report = new ReportViewModel(engine, tasks, errors);
    }

    /** Takes the studies of a workspace and returns them as the browser lists them. */
    public List<BrowserStudy> take(List<StudyEntry> studies) {
        views.clear();
        studyOfView.clear();
        for (StudyEntry study : studies) {
            for (RadiographEntry view : study.radiographs()) {
                views.put(view.id(), view);
                studyOfView.put(view.id(), study);
            }
        }
        return studies.stream().map(this::row).toList();
    }

    private BrowserStudy row(StudyEntry study) {
        List<BrowserView> rows = study.radiographs().stream()
                .map(view -> new BrowserView(view.id(), view.view(), view.columns(), view.rows(), view.boxes().size()))
                .toList();
        List<String> present = study.radiographs().stream().flatMap(view -> view.labels().entrySet().stream())
                .filter(label -> label.getValue() == FindingLabel.PRESENT)
                .map(label -> label.getKey().replace('_', ' ')).distinct().sorted()
                .toList();
        boolean labelled = study.radiographs().stream().anyMatch(view -> !view.labels().isEmpty());
        String split = study.split() == Split.NONE
                ? ""
                : texts.get("split." + study.split().name().toLowerCase(Locale.ROOT));
        return new BrowserStudy(study.id(), study.patientId(), study.order(), split, rows, present, labelled,
                study.report().map(Report::text).orElse(""));
    }

    /** The file of a view. */
    Optional<Path> fileOf(String viewId) {
        return Optional.ofNullable(views.get(viewId)).map(RadiographEntry::file);
    }

    /** Turns to a view, or to none. */
    public void select(Optional<String> viewId) {
        Optional<RadiographEntry> chosen = viewId.flatMap(id -> Optional.ofNullable(views.get(id)));
        entry.set(chosen);
        report.show(viewId.flatMap(id -> Optional.ofNullable(studyOfView.get(id))));
        explanation.show(chosen);
        chosen.ifPresentOrElse(this::read, () -> {
            reading.cancel();
            loading.set(false);
            radiograph.set(Optional.empty());
        });
    }

    private void read(RadiographEntry chosen) {
        Optional<Radiograph> known = cache.get(chosen.file());
        if (known.isPresent()) {
            reading.cancel();
            loading.set(false);
            radiograph.set(known);
            return;
        }
        loading.set(true);
        reading.run(progress -> {
            Radiograph pixels = placed(source.read(chosen.file()), chosen.view());
            cache.put(chosen.file(), pixels);
            return pixels;
        }, Outcome.of(pixels -> {
            loading.set(false);
            radiograph.set(Optional.of(pixels));
        }, problem -> {
            loading.set(false);
            radiograph.set(Optional.empty());
            errors.report("doing.read", problem);
        }));
    }

    /** PNG and JPEG files do not say their view; the workspace often knows it from a table. */
    private static Radiograph placed(Radiograph read, ViewPosition known) {
        if (known == ViewPosition.UNKNOWN || known == read.view()) {
            return read;
        }
        return new Radiograph(read.rows(), read.columns(), read.stored(), read.signed(), read.bitsStored(),
                read.slope(), read.intercept(), read.inverted(), read.windows(), read.padding(), read.spacing(),
                known);
    }

    /** Looks for models among the runs of a folder. */
    public void findModels(Path runs) {
        listing.run(progress -> engine.models(runs), Outcome.of(found -> {
            explanation.setModels(found.stream().filter(ModelEntry::explains).toList());
            report.setModels(found.stream().filter(model -> !model.explains()).toList());
        }, problem -> errors.report("doing.models", problem)));
    }

    /** The pixels on the screen. */
    public ReadOnlyObjectProperty<Optional<Radiograph>> radiographProperty() {
        return radiograph.getReadOnlyProperty();
    }

    /** The view that is read. */
    public ReadOnlyObjectProperty<Optional<RadiographEntry>> entryProperty() {
        return entry.getReadOnlyProperty();
    }

    /** Whether its file is being read. */
    public ReadOnlyBooleanProperty loadingProperty() {
        return loading.getReadOnlyProperty();
    }

    /** Its explanation. */
    public ExplanationViewModel explanation() {
        return explanation;
    }

    /** Its study's reports. */
    public ReportViewModel report() {
        return report;
    }
}
