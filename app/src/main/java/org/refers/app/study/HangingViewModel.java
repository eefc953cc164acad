package org.refers.app.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.refers.app.error.ErrorReporter;
import org.refers.app.study.Hanging.Gap;
import org.refers.app.study.Hanging.Pane;
import org.refers.app.study.Hanging.Reading;
import org.refers.app.study.Hanging.Role;
import org.refers.app.study.Hanging.Slot;
import org.refers.app.task.BackgroundTasks;
import org.refers.app.task.BackgroundTasks.Lane;
import org.refers.app.task.LatestWork;
import org.refers.app.task.Outcome;
import org.refers.model.study.Radiograph;
import org.refers.model.workspace.RadiographEntry;
import org.refers.model.workspace.StudyEntry;
import org.refers.viewer.hanging.HangingLayout;
import org.refers.viewer.hanging.PaneContent;
import org.refers.viewer.text.Texts;

/** What hangs in the panes, and its pixels. Knows no control. */
public final class HangingViewModel {

    /** Steps of a share on its way to the screen. */
    private static final int SHARES = 1000;

    private final Texts texts;
    private final RadiographReads reads;
    private final ErrorReporter errors;
    private final List<LatestWork> reading;
    private final ObjectProperty<HangingLayout> layout = new SimpleObjectProperty<>(HangingLayout.ONE);
    private final BooleanProperty lateralLeft = new SimpleBooleanProperty(false);
    private final ObjectProperty<Optional<StudyEntry>> compared = new SimpleObjectProperty<>(Optional.empty());
    private final ReadOnlyObjectWrapper<List<PaneContent>> panes = new ReadOnlyObjectWrapper<>(List.of());
    private List<Pane> arranged = List.of();
    private Optional<StudyEntry> study = Optional.empty();
    private Optional<RadiographEntry> chosen = Optional.empty();
    private List<StudyEntry> ofPatient = List.of();
    private IntConsumer arranging = pane -> {
    };

    HangingViewModel(Texts texts, RadiographReads reads, BackgroundTasks tasks, ErrorReporter errors) {
        this.texts = texts;
        this.reads = reads;
        this.errors = errors;
        this.reading = IntStream.range(0, HangingLayout.FOUR.panes())
                .mapToObj(pane -> new LatestWork(tasks, Lane.READING)).toList();
        layout.subscribe(this::arrange);
        lateralLeft.subscribe(this::arrange);
        compared.subscribe(this::arrange);
    }

    /** Says who is told which pane holds the chosen radiograph, each time panes are arranged. */
    void onArranged(IntConsumer told) {
        arranging = told;
    }

    /** Hangs a radiograph of a study, with whatever the layout puts beside it. */
    void show(StudyEntry shown, RadiographEntry radiograph, List<StudyEntry> patient) {
        study = Optional.of(shown);
        chosen = Optional.of(radiograph);
        ofPatient = List.copyOf(patient);
        arrange();
    }

    /** Hangs nothing. */
    void clear() {
        study = Optional.empty();
        chosen = Optional.empty();
        arranged = List.of();
        reading.forEach(LatestWork::cancel);
        panes.set(List.of());
    }

    private void arrange() {
        if (study.isEmpty() || chosen.isEmpty()) {
            return;
        }
        arranged = plan().panes(study.get(), chosen.get(), ofPatient);
        reading.forEach(LatestWork::cancel);
        List<PaneContent> contents = new ArrayList<>();
        arranged.forEach(pane -> contents.add(content(pane)));
        panes.set(List.copyOf(contents));
        String id = chosen.get().id();
        IntStream.range(0, arranged.size())
                .filter(pane -> arranged.get(pane).slot().filter(slot -> slot.radiograph().id().equals(id)).isPresent())
                .findFirst().ifPresent(arranging::accept);
        for (int i = 0; i < contents.size(); i++) {
            if (contents.get(i).waiting()) {
                read(i, arranged.get(i).slot().orElseThrow());
            }
        }
    }

    /**
     * How radiographs hang now; any thread may use it.
     *
     * @param layout the layout
     * @param lateralLeft whether the lateral view hangs on the left
     * @param compared the study that stays beside whatever is read
     */
    record Plan(HangingLayout layout, boolean lateralLeft, Optional<StudyEntry> compared) {

        /** What hangs if a radiograph is chosen. */
        List<Pane> panes(StudyEntry shown, RadiographEntry radiograph, List<StudyEntry> patient) {
            Optional<StudyEntry> kept = compared.filter(other -> !other.id().equals(shown.id()));
            Reading now = kept.isPresent()
                    ? new Reading(shown, radiograph, kept, Role.COMPARED)
                    : new Reading(shown, radiograph, Hanging.prior(shown, patient), Role.PRIOR);
            return Hanging.arrange(layout, lateralLeft, now);
        }
    }

    /** How radiographs hang now. */
    Plan plan() {
        return new Plan(layout.get(), lateralLeft.get(), compared.get());
    }

    private PaneContent content(Pane pane) {
        if (pane.slot().isEmpty()) {
            return PaneContent.empty(pane.gap() == Gap.NONE ? "" : texts.get(switch (pane.gap()) {
                case NO_OTHER_VIEW -> "hanging.nolateral";
                case NO_PRIOR -> "hanging.noprior";
                case NO_SUCH_VIEW, NONE -> "hanging.nosuchview";
            }));
        }
        Slot slot = pane.slot().get();
        Optional<Radiograph> known = reads.kept(slot.radiograph());
        return new PaneContent(slot.radiograph().id(), title(slot), known, known.isEmpty(), Optional.empty(), "");
    }

    private String title(Slot slot) {
        String position = texts.get("view.position." + slot.radiograph().view().name().toLowerCase(Locale.ROOT));
        int number = slot.study().order() + 1;
        return switch (slot.role()) {
            case CURRENT -> texts.format("hanging.current", number, ofPatient.size(), position);
            case PRIOR -> texts.format("hanging.prior", number, ofPatient.size(), position);
            // May be another patient: say whose it is.
            case COMPARED -> texts.format("hanging.compared", slot.study().patientId(), number, position);
        };
    }

    private void read(int pane, Slot slot) {
        DecodeTime time = new DecodeTime(System.nanoTime());
        reading.get(pane).run(progress -> reads.read(slot.radiograph(), share -> {
            if (time.at(System.nanoTime(), share).isPresent()) {
                progress.at("", Math.round(share * SHARES), SHARES);
            }
            return !progress.isStopped();
        }), new Outcome<>(pixels -> replace(pane, content -> content.read(pixels)), problem -> {
            replace(pane, content -> content.failed(texts.get("doing.read")));
            errors.report("doing.read", problem);
        }, stage -> time.at(System.nanoTime(), stage.share())
                .ifPresent(now -> replace(pane, content -> content.at(now)))));
    }

    private void replace(int pane, UnaryOperator<PaneContent> change) {
        List<PaneContent> now = new ArrayList<>(panes.get());
        now.set(pane, change.apply(now.get(pane)));
        panes.set(List.copyOf(now));
    }

    /** Keeps the study that is read for comparison, or lets go of the one that was kept. */
    Optional<StudyEntry> toggleCompared() {
        compared.set(compared.get().isPresent() ? Optional.empty() : study);
        return compared.get();
    }

    /** The radiograph of a pane. */
    Optional<Slot> slot(int pane) {
        return pane < arranged.size() ? arranged.get(pane).slot() : Optional.empty();
    }

    /** The panes, as many as the layout has; none while nothing is read. */
    public ReadOnlyObjectProperty<List<PaneContent>> panesProperty() {
        return panes.getReadOnlyProperty();
    }

    /** How they hang. */
    public ObjectProperty<HangingLayout> layoutProperty() {
        return layout;
    }

    /** Whether the lateral view hangs on the left. */
    public BooleanProperty lateralLeftProperty() {
        return lateralLeft;
    }
}
