package org.refers.app.panel;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.refers.app.panel.PanelState.Phase;
import org.refers.app.study.StudyCatalogue;
import org.refers.model.finding.ReaderBox;
import org.refers.model.study.Report;
import org.refers.model.workspace.RadiographEntry;
import org.refers.model.workspace.StudyEntry;
import org.refers.model.workspace.WorkspaceException;
import org.refers.training.explain.BoxedRadiograph;
import org.refers.training.panel.PanelFolder;
import org.refers.training.panel.PanelStep;
import org.refers.training.panel.PanelStudy;

/**
 * Reads a step of a run's panel, with what the open workspace knows of its studies. In the background only.
 *
 * @param run whose panel
 * @param catalogue the open workspace
 */
record PanelReader(PanelSubject run, Optional<StudyCatalogue> catalogue) {

    /** The panel at a step, or at the newest where that is not kept. */
    PanelState read(Optional<Long> wanted) throws IOException, WorkspaceException {
        PanelFolder folder = PanelFolder.find(run.folder());
        try {
            return read(folder, wanted);
        } catch (NoSuchFileException thinnedOut) {
            // The run lets old steps go while they are read here; the newest stays.
            return read(folder, Optional.empty());
        }
    }

    private PanelState read(PanelFolder folder, Optional<Long> wanted) throws IOException, WorkspaceException {
        List<Long> steps = folder.steps();
        if (steps.isEmpty()) {
            return PanelState.of(run.running() ? Phase.WAITING : Phase.NO_PANEL, run.name());
        }
        int at = wanted.map(steps::indexOf).filter(found -> found >= 0).orElse(steps.size() - 1);
        PanelStep step = folder.read(steps.get(at));
        List<PanelCase> cases = new ArrayList<>();
        for (PanelStudy seen : step.studies()) {
            cases.add(about(seen));
        }
        return new PanelState(Phase.SHOWN, run.name(), steps, at, cases);
    }

    private PanelCase about(PanelStudy seen) throws WorkspaceException {
        Optional<StudyEntry> study = catalogue.isEmpty() ? Optional.empty() : catalogue.get().study(seen.study());
        Optional<RadiographEntry> radiograph = study.stream().flatMap(entry -> entry.radiographs().stream())
                .filter(entry -> entry.id().equals(radiograph(seen))).findFirst();
        return switch (seen) {
            case PanelStudy.Written written -> new PanelCase(seen, radiograph,
                    study.flatMap(StudyEntry::report).map(Report::text).orElse(""), List.of());
            case PanelStudy.Mapped mapped -> new PanelCase(seen, radiograph, "",
                    radiograph.map(entry -> boxes(entry, mapped.map().finding())).orElse(List.of()));
        };
    }

    private static String radiograph(PanelStudy seen) {
        return switch (seen) {
            case PanelStudy.Written written ->
                written.radiographs().isEmpty() ? "" : written.radiographs().getFirst();
            case PanelStudy.Mapped mapped -> mapped.radiograph();
        };
    }

    private static List<ReaderBox> boxes(RadiographEntry entry, String finding) {
        return BoxedRadiograph.boxesOf(entry).stream().filter(box -> box.finding().equals(finding)).toList();
    }
}
