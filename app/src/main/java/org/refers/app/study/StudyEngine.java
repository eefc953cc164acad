package org.refers.app.study;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.refers.model.finding.LesionBox;
import org.refers.model.finding.MapKind;
import org.refers.model.workspace.StudyEntry;
import org.refers.training.explain.Explanation;
import org.refers.training.explain.ExplanationService.SanityWatch;
import org.refers.training.explain.MapSanity;
import org.refers.training.explain.ReportAlternatives;

/** What the engine does for the study screen. All calls take long and are made in the background. */
public interface StudyEngine {

    /**
     * The models that the runs of a folder left: those whose map readers' boxes chose, then the others, each the newest
     * first; a run without a checkpoint is none.
     */
    List<ModelEntry> models(Path runs) throws Exception;

    /**
     * Explains a finding.
     *
     * @param model a model that explains
     * @param file the radiograph
     * @param finding one of the model's findings
     * @param kind how; empty: as the model was measured to do best
     */
    Explanation explain(ModelEntry model, Path file, String finding, Optional<MapKind> kind) throws Exception;

    /**
     * Boxes what a model calls present, each finding at its tuned cut.
     *
     * @param wanted findings of the model
     */
    List<LesionBox> boxes(ModelEntry model, Path file, Set<String> wanted, Optional<MapKind> kind) throws Exception;

    /**
     * Tests whether random weights destroy a map.
     *
     * @param watch told after each map; ends the test where it wants no more
     * @return empty if the test was ended
     */
    Optional<MapSanity> sanity(ModelEntry model, Path file, String finding, MapKind kind, SanityWatch watch)
            throws Exception;

    /** Writes the most probable reports of a study, with a model that writes reports. */
    ReportAlternatives report(ModelEntry model, StudyEntry study) throws Exception;

    /** Compares two reports by their sentences and findings; either may be empty. */
    ComparedReports compare(String generated, String reference) throws Exception;
}
