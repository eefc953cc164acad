package org.refers.app.study;

import java.nio.file.Path;
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
import org.refers.model.study.Radiograph;
import org.refers.model.study.ViewPosition;
import org.refers.model.workspace.RadiographEntry;
import org.refers.model.workspace.StudyEntry;
import org.refers.model.workspace.WorkspaceException;
import org.refers.viewer.browser.BrowserSource;
import org.refers.viewer.text.Texts;

/** The study that is read: which one, its pixels, its explanation, its reports. Knows no control. */
public final class StudiesViewModel {

    /** Steps of a share on its way to the screen. */
    private static final int SHARES = 1000;

    private final Texts texts;
    private final RadiographSource source;
    private final ErrorReporter errors;
    private final BackgroundTasks tasks;
    private final LatestWork choosing;
    private final LatestWork reading;
    private final LatestWork listing;
    private final RadiographCache cache = new RadiographCache();
    private final StudyEngine engine;
    private final ExplanationViewModel explanation;
    private final ReportViewModel report;

    /** Read by the background threads that make thumbnails. */
    private volatile Optional<StudyCatalogue> catalogue = Optional.empty();
    private final ReadOnlyObjectWrapper<Optional<Radiograph>> radiograph = new ReadOnlyObjectWrapper<>(
            Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<RadiographEntry>> entry = new ReadOnlyObjectWrapper<>(
            Optional.empty());
    private final ReadOnlyBooleanWrapper loading = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<Optional<DecodeTime.Progress>> decoding = new ReadOnlyObjectWrapper<>(
            Optional.empty());

    /** Creates the state without studies. */
    public StudiesViewModel(Texts texts, StudyEngine engine, RadiographSource source, BackgroundTasks tasks,
            ErrorReporter errors) {
        this.texts = texts;
        this.engine = engine;
        this.source = source;
        this.errors = errors;
        this.tasks = tasks;
        this.choosing = new LatestWork(tasks, Lane.LISTING);
        this.reading = new LatestWork(tasks, Lane.READING);
        this.listing = new LatestWork(tasks, Lane.FILES);
        this.explanation = new ExplanationViewModel(engine, tasks, errors);
        this.report = new ReportViewModel(engine, tasks, errors);
    }

    /** Takes the studies of a workspace and returns them as the browser lists them. */
    public BrowserSource take(StudyCatalogue studies) {
        catalogue = Optional.of(studies);
        return new CatalogueSource(studies, texts, tasks, errors);
    }

    /** The file of a view; called in the background. */
    Optional<Path> fileOf(String viewId) throws WorkspaceException {
        Optional<StudyCatalogue> now = catalogue;
        return now.isEmpty() ? Optional.empty() : now.get().file(viewId);
    }

    /** Turns to a view, or to none. */
    public void select(Optional<String> viewId) {
        Optional<StudyCatalogue> now = catalogue;
        if (viewId.isEmpty() || now.isEmpty()) {
            choosing.cancel();
            show(Optional.empty(), Optional.empty());
            return;
        }
        String id = viewId.get();
        choosing.run(progress -> now.get().studyOf(id), Outcome.of(
                study -> show(study, study.flatMap(of -> of.radiographs().stream()
                        .filter(view -> view.id().equals(id)).findFirst())),
                problem -> errors.report("doing.list", problem)));
    }

    private void show(Optional<StudyEntry> study, Optional<RadiographEntry> chosen) {
        entry.set(chosen);
        report.show(study);
        explanation.show(chosen);
        chosen.ifPresentOrElse(this::read, () -> {
            reading.cancel();
            endLoading();
            radiograph.set(Optional.empty());
        });
    }

    private void endLoading() {
        loading.set(false);
        decoding.set(Optional.empty());
    }

    private void read(RadiographEntry chosen) {
        Optional<Radiograph> known = cache.get(chosen.file());
        if (known.isPresent()) {
            reading.cancel();
            endLoading();
            radiograph.set(known);
            return;
        }
        endLoading();
        loading.set(true);
        DecodeTime time = new DecodeTime(System.nanoTime());
        reading.run(progress -> {
            Radiograph pixels = placed(source.read(chosen.file(), share -> {
                if (time.at(System.nanoTime(), share).isPresent()) {
                    progress.at("", Math.round(share * SHARES), SHARES);
                }
                return !progress.isStopped();
            }), chosen.view());
            cache.put(chosen.file(), pixels);
            return pixels;
        }, new Outcome<>(pixels -> {
            endLoading();
            radiograph.set(Optional.of(pixels));
        }, problem -> {
            endLoading();
            radiograph.set(Optional.empty());
            errors.report("doing.read", problem);
        }, stage -> {
            // The one before is not to stand there as if it were the one that was chosen.
            radiograph.set(Optional.empty());
            decoding.set(time.at(System.nanoTime(), stage.share()));
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

    /** How far its pixels are, where they take long. */
    ReadOnlyObjectProperty<Optional<DecodeTime.Progress>> decodingProperty() {
        return decoding.getReadOnlyProperty();
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
