package org.refers.app.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.refers.app.error.ErrorReporter;
import org.refers.app.task.BackgroundTasks;
import org.refers.app.task.BackgroundTasks.Lane;
import org.refers.app.task.LatestWork;
import org.refers.app.task.Outcome;
import org.refers.model.finding.Localisation;
import org.refers.model.finding.LocalisationCase;
import org.refers.model.finding.MapKind;
import org.refers.model.finding.ReaderBox;
import org.refers.model.finding.SweptMap;
import org.refers.model.workspace.RadiographEntry;
import org.refers.training.explain.BoxedRadiograph;
import org.refers.training.explain.Explanation;
import org.refers.viewer.overlay.MapGrid;

/**
 * One finding of one model in all boxed test radiographs. Radiographs are explained one by one between whatever else the
 * network is asked for; figures and gallery then follow the threshold without it.
 */
public final class SurveyViewModel {

    /** Some sixty megabytes of boxes; more radiographs change a mean by less than their readers differ. */
    static final int MOST = 5000;

    /** Figures are worked out anew this often on the way: each time costs all radiographs so far. */
    private static final int UPDATES = 50;

    /** Share of overlap from which a box counts as found; the usual one for recall and precision. */
    static final double FOUND_FROM = 0.5;

    private final StudyEngine engine;
    private final ExplanationViewModel explanation;
    private final Supplier<Optional<StudyCatalogue>> catalogue;
    private final ErrorReporter errors;
    private final LatestWork listing;
    private final LatestWork explaining;
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.NONE);
    private final ReadOnlyObjectWrapper<Result> result = new ReadOnlyObjectWrapper<>(Result.NONE);
    private final List<Surveyed> surveyed = new ArrayList<>();
    private Optional<Question> asked = Optional.empty();

    /** What is surveyed. */
    private record Question(ModelEntry model, String finding, Optional<MapKind> kind) {
    }

    /** What a survey does. */
    enum Phase {
        IDLE, LOOKING, EXPLAINING, DONE
    }

    /**
     * How far the survey is.
     *
     * @param phase what is going on
     * @param done radiographs seen to
     * @param total radiographs in all
     * @param left boxed radiographs beyond the most that are surveyed
     * @param unreadable radiographs that could not be explained
     */
    record State(Phase phase, int done, int total, int left, int unreadable) {

        static final State NONE = new State(Phase.IDLE, 0, 0, 0, 0);

        boolean running() {
            return phase == Phase.LOOKING || phase == Phase.EXPLAINING;
        }

        State next(boolean failed) {
            return new State(done + 1 < total ? Phase.EXPLAINING : Phase.DONE, done + 1, total, left,
                    unreadable + (failed ? 1 : 0));
        }
    }

    /** An explained radiograph: the map's grid and what each cut of it shows. */
    private record Surveyed(RadiographEntry radiograph, boolean positive, MapGrid map, SweptMap swept) {
    }

    /**
     * A radiograph of the gallery.
     *
     * @param radiograph the radiograph
     * @param map its map
     * @param compared its boxes at the threshold
     * @param meanIou mean over the readers' boxes
     */
    record Picture(RadiographEntry radiograph, MapGrid map, LocalisationCase compared, double meanIou) {
    }

    /**
     * What the set says at the threshold.
     *
     * @param figures of all radiographs; empty where there is none
     * @param gallery the radiographs, the least IoU first
     */
    record Result(Optional<Localisation> figures, List<Picture> gallery) {

        static final Result NONE = new Result(Optional.empty(), List.of());

        /** Recall and precision at the usual overlap. */
        Optional<Localisation.AtIou> found() {
            return figures.flatMap(now -> now.atIou().stream()
                    .filter(at -> Math.abs(at.iou() - FOUND_FROM) < 1e-9).findFirst());
        }

        /** Precision; empty where no box is shown. */
        OptionalDouble precision() {
            return found().map(Localisation.AtIou::precision).orElse(OptionalDouble.empty());
        }
    }

    SurveyViewModel(StudyEngine engine, ExplanationViewModel explanation,
            Supplier<Optional<StudyCatalogue>> catalogue, BackgroundTasks tasks, ErrorReporter errors) {
        this.engine = engine;
        this.explanation = explanation;
        this.catalogue = catalogue;
        this.errors = errors;
        this.listing = new LatestWork(tasks, Lane.LISTING);
        this.explaining = new LatestWork(tasks, Lane.COMPUTING);
        explanation.modelProperty().subscribe(this::forgetIfAnother);
        explanation.findingProperty().subscribe(this::forgetIfAnother);
        explanation.kindProperty().subscribe(this::forgetIfAnother);
        explanation.thresholdProperty().subscribe(this::compare);
        explanation.showAnywayProperty().subscribe(this::compare);
    }

    private Optional<Question> question() {
        return explanation.modelProperty().get().flatMap(model -> explanation.findingProperty().get()
                .map(finding -> new Question(model, finding, explanation.kindProperty().get())));
    }

    private void forgetIfAnother() {
        if (!asked.equals(question())) {
            clear();
        }
    }

    /** Forgets all, as when another workspace is opened. */
    void clear() {
        listing.cancel();
        explaining.cancel();
        asked = Optional.empty();
        surveyed.clear();
        state.set(State.NONE);
        result.set(Result.NONE);
    }

    /** Begins anew. */
    void start() {
        clear();
        Optional<StudyCatalogue> from = catalogue.get();
        asked = question();
        if (asked.isEmpty() || from.isEmpty()) {
            return;
        }
        Question question = asked.get();
        state.set(new State(Phase.LOOKING, 0, 0, 0, 0));
        listing.run(progress -> boxed(from.get().boxedTests(), question.finding()),
                Outcome.of(found -> begin(question, found), problem -> {
                    state.set(State.NONE);
                    errors.report("doing.survey", problem);
                }));
    }

    /** As the evaluation counts them: no finding that its labels deny, no consensus, no radiograph of unknown size. */
    private static List<RadiographEntry> boxed(List<RadiographEntry> all, String finding) {
        return all.stream().filter(entry -> entry.rows() > 0 && entry.columns() > 0 && !given(entry, finding).isEmpty())
                .toList();
    }

    private static List<ReaderBox> given(RadiographEntry entry, String finding) {
        return BoxedRadiograph.boxesOf(entry).stream().filter(box -> box.finding().equals(finding)).toList();
    }

    private void begin(Question question, List<RadiographEntry> found) {
        List<RadiographEntry> kept = found.subList(0, Math.min(MOST, found.size()));
        state.set(new State(kept.isEmpty() ? Phase.DONE : Phase.EXPLAINING, 0, kept.size(),
                found.size() - kept.size(), 0));
        explainNext(question, kept);
    }

    /** One task a radiograph: the one that is opened meanwhile waits for one and not for all. */
    private void explainNext(Question question, List<RadiographEntry> all) {
        if (!state.get().running()) {
            compare();
            return;
        }
        RadiographEntry entry = all.get(state.get().done());
        explaining.run(progress -> explain(question, entry), Outcome.of(one -> {
            surveyed.add(one);
            advance(question, all, false);
        }, problem -> {
            if (state.get().unreadable() == 0) {
                errors.report("doing.survey", problem);
            }
            advance(question, all, true);
        }));
    }

    private Surveyed explain(Question question, RadiographEntry entry) throws Exception {
        Explanation found = engine.explain(question.model(), entry.file(), question.finding(), question.kind());
        return new Surveyed(entry, found.isPositive(), OverlayContent.patches(found.surface().map()),
                SweptMap.of(found.surface(), given(entry, question.finding())));
    }

    private void advance(Question question, List<RadiographEntry> all, boolean failed) {
        state.set(state.get().next(failed));
        if (state.get().done() % Math.max(1, all.size() / UPDATES) == 0) {
            compare();
        }
        explainNext(question, all);
    }

    /** Ends the survey and keeps what it has. */
    void stop() {
        listing.cancel();
        explaining.cancel();
        State now = state.get();
        state.set(new State(now.total() > 0 ? Phase.DONE : Phase.IDLE, now.done(), now.total(), now.left(),
                now.unreadable()));
        compare();
    }

    private void compare() {
        if (surveyed.isEmpty()) {
            return;
        }
        double cut = explanation.thresholdProperty().get();
        boolean all = explanation.showAnywayProperty().get();
        List<Picture> pictures = new ArrayList<>();
        for (Surveyed one : surveyed) {
            LocalisationCase compared = one.swept().at(cut, one.positive() || all);
            pictures.add(new Picture(one.radiograph(), one.map(), compared,
                    compared.ious().stream().mapToDouble(Double::doubleValue).average().orElse(0)));
        }
        pictures.sort(Comparator.comparingDouble(Picture::meanIou));
        result.set(new Result(Localisation.of(pictures.stream().map(Picture::compared).toList()),
                List.copyOf(pictures)));
    }

    /** How far it is. */
    ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** What it found, at the threshold. */
    ReadOnlyObjectProperty<Result> resultProperty() {
        return result.getReadOnlyProperty();
    }
}
