package org.refers.app.study;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.refers.model.study.ViewPosition;
import org.refers.model.workspace.RadiographEntry;
import org.refers.model.workspace.Split;
import org.refers.model.workspace.StudyEntry;

/** Studies for tests: the radiograph {@code s2-PA} is the PA view of a patient's second study. */
final class Entries {

    private Entries() {
    }

    static StudyEntry study(int number, ViewPosition... views) {
        List<RadiographEntry> radiographs = Arrays.stream(views).map(view -> radiograph(number, view)).toList();
        return new StudyEntry("s" + number, "p", number - 1, Split.NONE, radiographs, Optional.empty());
    }

    static RadiographEntry radiograph(int study, ViewPosition view) {
        String id = "s" + study + "-" + view;
        return new RadiographEntry(id, Path.of(id + ".dcm"), view, "DX", 10, 10, "", Map.of(), List.of());
    }
}
