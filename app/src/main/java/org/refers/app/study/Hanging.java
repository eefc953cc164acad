package org.refers.app.study;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.refers.model.study.ViewPosition;
import org.refers.model.workspace.RadiographEntry;
import org.refers.model.workspace.StudyEntry;
import org.refers.viewer.hanging.HangingLayout;

/** Which radiograph hangs where. Knows no toolkit. */
final class Hanging {

    private Hanging() {
    }

    /** What a study is to the one that is read. */
    enum Role {
        CURRENT, PRIOR, COMPARED
    }

    /** Why a pane is empty. */
    enum Gap {
        NONE, NO_OTHER_VIEW, NO_PRIOR, NO_SUCH_VIEW
    }

    /**
     * A radiograph in a pane.
     *
     * @param role what its study is to the one that is read
     * @param study its study
     * @param radiograph the radiograph
     */
    record Slot(Role role, StudyEntry study, RadiographEntry radiograph) {
    }

    /**
     * A pane.
     *
     * @param slot its radiograph, if there is one
     * @param gap why there is none
     */
    record Pane(Optional<Slot> slot, Gap gap) {
    }

    /**
     * What is read.
     *
     * @param study the study
     * @param chosen its radiograph that was chosen
     * @param other the study it is held against, if any
     * @param role what that one is
     */
    record Reading(StudyEntry study, RadiographEntry chosen, Optional<StudyEntry> other, Role role) {
    }

    /** The study that came before one, among all of a patient. */
    static Optional<StudyEntry> prior(StudyEntry study, List<StudyEntry> ofPatient) {
        return ofPatient.stream().filter(one -> one.order() < study.order() && !one.radiographs().isEmpty())
                .reduce((one, later) -> later.order() > one.order() ? later : one);
    }

    /** The panes of a layout, row after row. */
    static List<Pane> arrange(HangingLayout layout, boolean lateralLeft, Reading reading) {
        Pane chosen = filled(Role.CURRENT, reading.study(), Optional.of(reading.chosen()), Gap.NONE);
        return switch (layout) {
            case ONE -> List.of(chosen);
            case PLAIN -> List.of(chosen, chosen);
            case PRIOR -> List.of(chosen, beside(reading, reading.chosen()));
            case VIEWS -> views(reading, lateralLeft);
            case FOUR -> {
                List<Pane> panes = new ArrayList<>(views(reading, lateralLeft));
                views(reading, lateralLeft).forEach(pane -> panes.add(pane.slot()
                        .map(slot -> beside(reading, slot.radiograph()))
                        .orElse(new Pane(Optional.empty(), pane.gap()))));
                yield panes;
            }
        };
    }

    private static Pane filled(Role role, StudyEntry study, Optional<RadiographEntry> radiograph, Gap gap) {
        return new Pane(radiograph.map(one -> new Slot(role, study, one)), radiograph.isPresent() ? Gap.NONE : gap);
    }

    /** The chosen view and its counterpart, the frontal one first. */
    private static List<Pane> views(Reading reading, boolean lateralLeft) {
        RadiographEntry chosen = reading.chosen();
        Optional<RadiographEntry> pair = counterpart(reading.study(), chosen);
        Pane one = filled(Role.CURRENT, reading.study(), Optional.of(chosen), Gap.NONE);
        Pane other = filled(Role.CURRENT, reading.study(), pair, Gap.NO_OTHER_VIEW);
        boolean chosenFirst = chosen.view().isFrontal() || pair.isEmpty() || !pair.get().view().isFrontal();
        List<Pane> panes = new ArrayList<>(chosenFirst ? List.of(one, other) : List.of(other, one));
        if (lateralLeft && pair.isPresent()) {
            Collections.reverse(panes);
        }
        return panes;
    }

    private static Optional<RadiographEntry> counterpart(StudyEntry study, RadiographEntry chosen) {
        List<RadiographEntry> others = study.radiographs().stream().filter(one -> !one.id().equals(chosen.id()))
                .toList();
        boolean frontal = chosen.view().isFrontal();
        return others.stream().filter(one -> frontal ? one.view() == ViewPosition.LATERAL : one.view().isFrontal())
                .findFirst().or(() -> others.stream().findFirst());
    }

    private static Pane beside(Reading reading, RadiographEntry view) {
        if (reading.other().isEmpty()) {
            return new Pane(Optional.empty(), Gap.NO_PRIOR);
        }
        StudyEntry other = reading.other().get();
        Optional<RadiographEntry> same = other.radiographs().stream().filter(one -> one.view() == view.view())
                .findFirst().or(() -> other.radiographs().stream()
                        .filter(one -> one.view().isFrontal() && view.view().isFrontal()).findFirst());
        return filled(reading.role(), other, same, Gap.NO_SUCH_VIEW);
    }
}
