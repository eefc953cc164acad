package org.refers.training.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.refers.model.text.ReportText;
import org.refers.model.workspace.RadiographEntry;
import org.refers.model.workspace.Split;
import org.refers.model.workspace.StudyEntry;
import org.refers.model.workspace.WorkspaceException;
import org.refers.training.data.PictureSet;
import org.refers.training.data.StudySample;
import org.refers.training.data.WordMask;
import org.refers.training.run.RunRecord.ManifestRow;

/** The studies of a workspace that can be learned from. */
record PretrainStudies(RunContext context, Recipe recipe) {

    List<StudyEntry> of(Split split, long limit) throws WorkspaceException {
        List<StudyEntry> all = context.workspace().studies(split);
        List<StudyEntry> usable = all.stream().map(PretrainStudies::projections)
                .filter(study -> !study.radiographs().isEmpty()).filter(this::hasReport).toList();
        if (usable.size() < all.size()) {
            context.journal()
                    .notice("%d of %d %s studies are left out: no radiograph, or a report of fewer than %d words."
                            .formatted(all.size() - usable.size(), all.size(),
                                    split.name().toLowerCase(Locale.ROOT),
                                    recipe.count(RecipeKey.MIN_REPORT_TOKENS)));
        }
        return limit > 0 ? usable.subList(0, (int) Math.min(limit, usable.size())) : usable;
    }

    private static StudyEntry projections(StudyEntry study) {
        return new StudyEntry(study.id(), study.patientId(), study.order(), study.split(),
                study.radiographs().stream().filter(RadiographEntry::isProjection).toList(), study.report());
    }

    private boolean hasReport(StudyEntry study) {
        String text = report(study, mask(recipe));
        return !text.isEmpty()
                && text.split(" ").length >= Math.max(1, recipe.count(RecipeKey.MIN_REPORT_TOKENS));
    }

    /** Takes out of reports what the recipe says. */
    static WordMask mask(Recipe recipe) {
        String stems = recipe.text(RecipeKey.MASK_WORDS);
        return new WordMask(stems.equals("none") ? List.of() : List.of(stems.split(",")));
    }

    static String report(StudyEntry study, WordMask mask) {
        return study.report().map(report -> ReportText.collapsed(mask.apply(report.text()))).orElse("");
    }

    static List<RadiographEntry> radiographs(List<StudyEntry> one, List<StudyEntry> other) {
        List<RadiographEntry> radiographs = new ArrayList<>();
        one.forEach(study -> radiographs.addAll(study.radiographs()));
        other.forEach(study -> radiographs.addAll(study.radiographs()));
        return radiographs;
    }

    static List<StudySample> samples(List<StudyEntry> studies, PictureSet pictures, WordMask mask) {
        List<StudySample> samples = new ArrayList<>();
        for (StudyEntry study : studies) {
            List<StudySample.View> views = study.radiographs().stream()
                    .filter(radiograph -> pictures.has(radiograph.id()))
                    .map(radiograph -> new StudySample.View(radiograph.id(), radiograph.view().isFrontal()))
                    .toList();
            if (!views.isEmpty()) {
                samples.add(new StudySample(study.id(), study.patientId(), views, report(study, mask)));
            }
        }
        return samples;
    }

    static List<ManifestRow> manifest(List<StudyEntry> studies, String use) {
        return studies.stream().flatMap(study -> study.radiographs().stream()
                .map(radiograph -> new ManifestRow(radiograph.id(), study.id(), study.patientId(),
                        radiograph.sha256(), study.split().name().toLowerCase(Locale.ROOT), use)))
                .toList();
    }
}
