package org.refers.app.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.refers.app.error.ErrorReporter;
import org.refers.app.task.BackgroundTasks;
import org.refers.app.task.BackgroundTasks.Lane;
import org.refers.app.task.LatestWork;
import org.refers.app.task.Outcome;
import org.refers.model.finding.LesionBox;
import org.refers.model.finding.LocalisationCase;
import org.refers.model.finding.MapKind;
import org.refers.model.finding.Otsu;
import org.refers.model.finding.ReaderBox;
import org.refers.model.workspace.RadiographEntry;
import org.refers.training.explain.Explanation;

/**
 * The explanation of one radiograph: model, finding, map, threshold, boxes, and how well they agree with the readers.
 * Boxes and IoU follow the threshold at once; only a new map needs the network.
 */
public final class ExplanationViewModel {

    /** The slider's ends: at 0 all is a box, above this hardly a patch is left. */
    static final double LEAST_THRESHOLD = 0.02;
    static final double GREATEST_THRESHOLD = 0.98;

    private final StudyEngine engine;
    private final ErrorReporter errors;
    private final LatestWork work;

    private final ObservableList<ModelEntry> models = FXCollections.observableArrayList();
    /** Held on to: a wrapper that nobody holds is collected, and its listeners with it. */
    private final ObservableList<ModelEntry> modelsView = FXCollections.unmodifiableObservableList(models);
    private final ObjectProperty<Optional<ModelEntry>> model = new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<String>> finding = new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<MapKind>> kind = new SimpleObjectProperty<>(Optional.empty());
    private final DoubleProperty threshold = new SimpleDoubleProperty(0.5);
    private final BooleanProperty showMap = new SimpleBooleanProperty(true);
    private final BooleanProperty showInput = new SimpleBooleanProperty(false);
    private final BooleanProperty showReaders = new SimpleBooleanProperty(true);
    private final BooleanProperty showAnyway = new SimpleBooleanProperty(false);
    private final ReadOnlyBooleanWrapper computing = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<Optional<Explanation>> explanation = new ReadOnlyObjectWrapper<>(
            Optional.empty());
    private final ReadOnlyObjectWrapper<Agreement> agreement = new ReadOnlyObjectWrapper<>(Agreement.NONE);
    private Optional<RadiographEntry> radiograph = Optional.empty();
    private List<ReaderBox> readers = List.of();
    private Question answered = new Question(Optional.empty(), Optional.empty(), Optional.empty());

    /** What was asked of the radiograph before. */
    private record Question(Optional<ModelEntry> model, Optional<String> finding, Optional<MapKind> kind) {
    }

    /**
     * Boxes at the threshold, and how they agree with the readers'.
     *
     * @param boxes ours; empty where the finding is not called present
     * @param readers readers' boxes of the finding
     * @param ious best IoU of each reader's box
     * @param hit whether the map's highest pixel lies in a reader's box; meaningless without readers' boxes
     * @param found how many of our boxes lie over a reader's box with IoU of at least a half
     */
    public record Agreement(List<LesionBox> boxes, List<ReaderBox> readers, List<Double> ious, boolean hit, int found) {

        static final Agreement NONE = new Agreement(List.of(), List.of(), List.of(), false, 0);

        /** The readers' boxes alone. */
        Agreement withoutOurs() {
            return new Agreement(List.of(), readers, List.of(), false, 0);
        }

        /** Mean of the readers' IoU; empty without their boxes, and where no box of ours is shown to be compared. */
        public OptionalDouble meanIou() {
            return boxes.isEmpty() ? OptionalDouble.empty() : ious.stream().mapToDouble(Double::doubleValue).average();
        }
    }

    /** Creates the state without a radiograph. */
    public ExplanationViewModel(StudyEngine engine, BackgroundTasks tasks, ErrorReporter errors) {
        this.engine = engine;
        this.errors = errors;
        this.work = new LatestWork(tasks, Lane.COMPUTING);
        model.subscribe(this::followModel);
        finding.subscribe(now -> explain());
        kind.subscribe(now -> explain());
        threshold.subscribe(now -> compare());
        showAnyway.subscribe(now -> compare());
    }

    private void followModel(Optional<ModelEntry> now) {
        List<String> known = now.map(ModelEntry::findings).orElse(List.of());
        Optional<String> kept = finding.get().filter(known::contains);
        Optional<String> wanted = kept.or(this::boxedFinding).filter(known::contains)
                .or(() -> known.stream().findFirst());
        if (finding.get().equals(wanted)) {
            explain();
        } else {
            finding.set(wanted);
        }
    }

    private Optional<String> boxedFinding() {
        return radiograph.flatMap(entry -> entry.boxes().stream().findFirst()).map(ReaderBox::finding);
    }

    /** Takes the models there are; a chosen one that is gone is let go. */
    public void setModels(List<ModelEntry> found) {
        models.setAll(found);
        Optional<ModelEntry> kept = model.get().filter(found::contains);
        model.set(kept.or(() -> found.stream().findFirst()));
    }

    /** Turns to a radiograph, or to none. */
    public void show(Optional<RadiographEntry> shown) {
        radiograph = shown;
        readers = shown.map(RadiographEntry::boxes).orElse(List.of());
        explain();
    }

    /** The radiograph that is explained. */
    Optional<RadiographEntry> radiograph() {
        return radiograph;
    }

    /** Takes the boxes that the radiograph has after a reader drew on it. */
    void setReaders(List<ReaderBox> boxes) {
        readers = List.copyOf(boxes);
        compare();
    }

    private void explain() {
        work.cancel();
        computing.set(false);
        explanation.set(Optional.empty());
        compare();
        if (radiograph.isEmpty() || model.get().isEmpty() || finding.get().isEmpty()) {
            return;
        }
        computing.set(true);
        ModelEntry with = model.get().get();
        RadiographEntry entry = radiograph.get();
        String what = finding.get().get();
        Optional<MapKind> how = kind.get();
        work.run(progress -> engine.explain(with, entry.file(), what, how), Outcome.of(this::take, problem -> {
            computing.set(false);
            errors.report("doing.explain", problem);
        }));
    }

    private void take(Explanation found) {
        computing.set(false);
        explanation.set(Optional.of(found));
        Question now = new Question(model.get(), finding.get(), kind.get());
        if (!now.equals(answered)) {
            // The same question of another radiograph keeps the cut, so that a set can be gone through at it.
            answered = now;
            threshold.set(Math.clamp(found.threshold(), LEAST_THRESHOLD, GREATEST_THRESHOLD));
        }
        compare();
    }

    private void compare() {
        List<ReaderBox> compared = finding.get().map(this::boxesOf).orElse(readers);
        Agreement now = explanation.get().map(found -> agreement(found, compared))
                .orElse(new Agreement(List.of(), compared, List.of(), false, 0));
        agreement.set(now);
    }

    private List<ReaderBox> boxesOf(String name) {
        return readers.stream().filter(box -> box.finding().equals(name)).toList();
    }

    private Agreement agreement(Explanation found, List<ReaderBox> given) {
        boolean shown = found.isPositive() || showAnyway.get();
        List<LesionBox> boxes = shown
                ? found.surface().boxes(threshold.get(), found.probability())
                : new ArrayList<>();
        if (given.isEmpty()) {
            return new Agreement(List.copyOf(boxes), given, List.of(), false, 0);
        }
        LocalisationCase compared = LocalisationCase.of(found.surface(), given, threshold.get(), shown);
        int over = (int) compared.iousOfShown().stream().filter(iou -> iou >= SurveyViewModel.FOUND_FROM).count();
        return new Agreement(List.copyOf(boxes), given, compared.ious(), compared.hit(), over);
    }

    /** Puts the threshold where the model was tuned to, or a half. */
    public void useTunedThreshold() {
        explanation.get().ifPresent(found -> threshold.set(found.threshold()));
    }

    /** Puts the threshold where Otsu's method cuts this map. */
    public void useOtsu() {
        explanation.get().ifPresent(found -> threshold
                .set(Math.clamp(Otsu.threshold(found.surface()), LEAST_THRESHOLD, GREATEST_THRESHOLD)));
    }

    /** Moves the threshold by key. */
    public void moveThreshold(double by) {
        threshold.set(Math.clamp(threshold.get() + by, LEAST_THRESHOLD, GREATEST_THRESHOLD));
    }

    /** The models that explain. */
    public ObservableList<ModelEntry> models() {
        return modelsView;
    }

    /** The chosen model. */
    public ObjectProperty<Optional<ModelEntry>> modelProperty() {
        return model;
    }

    /** The chosen finding. */
    public ObjectProperty<Optional<String>> findingProperty() {
        return finding;
    }

    /** The chosen kind of map; empty: the one measured best. */
    public ObjectProperty<Optional<MapKind>> kindProperty() {
        return kind;
    }

    /** The map's cut. */
    public DoubleProperty thresholdProperty() {
        return threshold;
    }

    /** Whether the map is drawn. */
    public BooleanProperty showMapProperty() {
        return showMap;
    }

    /** Whether what the network is given is drawn in place of the radiograph. */
    public BooleanProperty showInputProperty() {
        return showInput;
    }

    /** Whether the readers' boxes are drawn. */
    public BooleanProperty showReadersProperty() {
        return showReaders;
    }

    /** Whether our boxes are drawn although the finding is not called present. */
    public BooleanProperty showAnywayProperty() {
        return showAnyway;
    }

    /** Whether the network is at work. */
    public ReadOnlyBooleanProperty computingProperty() {
        return computing.getReadOnlyProperty();
    }

    /** What the model says. */
    public ReadOnlyObjectProperty<Optional<Explanation>> explanationProperty() {
        return explanation.getReadOnlyProperty();
    }

    /** Boxes and agreement at the threshold. */
    public ReadOnlyObjectProperty<Agreement> agreementProperty() {
        return agreement.getReadOnlyProperty();
    }
}
