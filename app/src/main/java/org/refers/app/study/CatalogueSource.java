package org.refers.app.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.refers.app.error.ErrorReporter;
import org.refers.app.task.BackgroundTasks;
import org.refers.app.task.BackgroundTasks.Lane;
import org.refers.app.task.LatestWork;
import org.refers.app.task.Outcome;
import org.refers.model.finding.FindingLabel;
import org.refers.model.workspace.RadiographEntry;
import org.refers.model.workspace.Split;
import org.refers.model.workspace.StudyEntry;
import org.refers.model.workspace.cohort.CohortException;
import org.refers.model.workspace.cohort.PatientOrder;
import org.refers.model.workspace.cohort.StudyListing;
import org.refers.viewer.browser.BrowserItem.PatientItem;
import org.refers.viewer.browser.BrowserListing;
import org.refers.viewer.browser.BrowserSource;
import org.refers.viewer.browser.BrowserStudy;
import org.refers.viewer.browser.BrowserView;
import org.refers.viewer.text.Texts;

/** Brings the studies of a workspace to the browser, as many as it asks for. */
final class CatalogueSource implements BrowserSource {

    private final StudyCatalogue catalogue;
    private final Texts texts;
    private final BackgroundTasks tasks;
    private final ErrorReporter errors;
    private final LatestWork finding;
    private boolean prepared;

    CatalogueSource(StudyCatalogue catalogue, Texts texts, BackgroundTasks tasks, ErrorReporter errors) {
        this.catalogue = catalogue;
        this.texts = texts;
        this.tasks = tasks;
        this.errors = errors;
        this.finding = new LatestWork(tasks, Lane.LISTING);
    }

    @Override
    public void find(String words, PatientOrder order, Answer answer) {
        finding.run(progress -> catalogue.find(words, order),
                Outcome.of(found -> {
                    answer.found().accept(new Listing(found));
                    prepare();
                }, problem -> {
                    if (problem instanceof CohortException misread) {
                        answer.misread().accept(String.valueOf(misread.getMessage()));
                    } else {
                        errors.report("doing.list", problem);
                    }
                }));
    }

    /** Behind the first rows, and before the first filter. */
    private void prepare() {
        if (!prepared) {
            prepared = true;
            tasks.run(Lane.LISTING, progress -> {
                catalogue.prepare();
                return true;
            }, Outcome.of(ready -> {
                // The next filter finds it.
            }, problem -> errors.report("doing.list", problem)));
        }
    }

    /** What was found. */
    private final class Listing implements BrowserListing {

        private final StudyListing found;

        Listing(StudyListing found) {
            this.found = found;
        }

        @Override
        public int patients() {
            return found.patients();
        }

        @Override
        public int studies() {
            return found.studies();
        }

        @Override
        public void read(int from, int to, Consumer<List<PatientItem>> ready) {
            tasks.run(Lane.LISTING, progress -> items(catalogue.read(found, from, to)),
                    Outcome.of(ready, problem -> errors.report("doing.list", problem)));
        }

        @Override
        public void locate(String radiographId, Consumer<OptionalInt> ready) {
            tasks.run(Lane.LISTING, progress -> catalogue.position(found, radiographId),
                    Outcome.of(ready, problem -> errors.report("doing.list", problem)));
        }
    }

    private List<PatientItem> items(List<StudyEntry> studies) {
        Map<String, List<BrowserStudy>> patients = new LinkedHashMap<>();
        for (StudyEntry study : studies) {
            patients.computeIfAbsent(study.patientId(), key -> new ArrayList<>()).add(row(study));
        }
        return patients.entrySet().stream()
                .map(patient -> new PatientItem(patient.getKey(), List.copyOf(patient.getValue()))).toList();
    }

    private BrowserStudy row(StudyEntry study) {
        List<BrowserView> rows = study.radiographs().stream()
                .map(view -> new BrowserView(view.id(), view.view(), view.columns(), view.rows(), view.boxes().size()))
                .toList();
        List<String> present = study.radiographs().stream().flatMap(view -> view.labels().entrySet().stream())
                .filter(label -> label.getValue() == FindingLabel.PRESENT)
                .map(label -> label.getKey().replace('_', ' ')).distinct().sorted()
                .toList();
        boolean labelled = study.radiographs().stream().map(RadiographEntry::labels).anyMatch(all -> !all.isEmpty());
        String split = study.split() == Split.NONE
                ? ""
                : texts.get("split." + study.split().name().toLowerCase(Locale.ROOT));
        return new BrowserStudy(study.id(), study.patientId(), study.order(), split, rows, present, labelled,
                study.report().isPresent());
    }
}
