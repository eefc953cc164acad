package org.refers.app.study;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.refers.app.study.Hanging.Gap;
import org.refers.app.study.Hanging.Pane;
import org.refers.app.study.Hanging.Reading;
import org.refers.app.study.Hanging.Role;
import org.refers.model.study.ViewPosition;
import org.refers.model.workspace.StudyEntry;
import org.refers.viewer.hanging.HangingLayout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.refers.app.study.Entries.study;

class HangingTest {

    private final StudyEntry first = study(1, ViewPosition.AP);
    private final StudyEntry second = study(2, ViewPosition.PA, ViewPosition.LATERAL);
    private final StudyEntry third = study(3, ViewPosition.PA, ViewPosition.LATERAL);

    private static List<String> ids(List<Pane> panes) {
        return panes.stream().map(pane -> pane.slot().map(slot -> slot.role() + " " + slot.radiograph().id())
                .orElse(pane.gap().toString())).toList();
    }

    private List<String> hang(HangingLayout layout, boolean lateralLeft, StudyEntry study, int view,
            Optional<StudyEntry> other) {
        return ids(Hanging.arrange(layout, lateralLeft,
                new Reading(study, study.radiographs().get(view), other, Role.PRIOR)));
    }

    @Test
    void frontalAndLateralHangOnTheirSidesWhicheverWasChosen() {
        List<String> usual = List.of("CURRENT s2-PA", "CURRENT s2-LATERAL");
        assertEquals(usual, hang(HangingLayout.VIEWS, false, second, 0, Optional.empty()));
        assertEquals(usual, hang(HangingLayout.VIEWS, false, second, 1, Optional.empty()));
        assertEquals(usual.reversed(), hang(HangingLayout.VIEWS, true, second, 1, Optional.empty()));
        assertEquals(List.of("CURRENT s1-AP", "NO_OTHER_VIEW"),
                hang(HangingLayout.VIEWS, true, first, 0, Optional.empty()));
    }

    @Test
    void aRadiographHangsBesideItself() {
        assertEquals(List.of("CURRENT s2-LATERAL", "CURRENT s2-LATERAL"),
                hang(HangingLayout.PLAIN, true, second, 1, Optional.of(first)));
    }

    @Test
    void thePriorIsTheLatestEarlierStudyWithTheSameView() {
        List<StudyEntry> all = List.of(third, first, second);
        assertEquals(Optional.of(second), Hanging.prior(third, all));
        assertEquals(Optional.of(first), Hanging.prior(second, all));
        assertEquals(Optional.empty(), Hanging.prior(first, all));
        assertEquals(Optional.of(first), Hanging.prior(third, List.of(first, study(2), third)),
                "a report alone is no prior to hang");

        assertEquals(List.of("CURRENT s3-LATERAL", "PRIOR s2-LATERAL"),
                hang(HangingLayout.PRIOR, false, third, 1, Optional.of(second)));
        assertEquals(List.of("CURRENT s2-PA", "PRIOR s1-AP"),
                hang(HangingLayout.PRIOR, false, second, 0, Optional.of(first)), "any frontal view will do");
        assertEquals(List.of("CURRENT s2-LATERAL", "NO_SUCH_VIEW"),
                hang(HangingLayout.PRIOR, false, second, 1, Optional.of(first)));
    }

    @Test
    void fourPanesAreTwoStudiesBelowEachOther() {
        assertEquals(List.of("CURRENT s3-PA", "CURRENT s3-LATERAL", "PRIOR s2-PA", "PRIOR s2-LATERAL"),
                hang(HangingLayout.FOUR, false, third, 0, Optional.of(second)));
        assertEquals(List.of("CURRENT s1-AP", "NO_OTHER_VIEW", "NO_PRIOR", "NO_OTHER_VIEW"),
                hang(HangingLayout.FOUR, false, first, 0, Optional.empty()));
        assertEquals(Gap.NO_PRIOR, Gap.valueOf(hang(HangingLayout.PRIOR, false, first, 0, Optional.empty()).get(1)));
    }
}
