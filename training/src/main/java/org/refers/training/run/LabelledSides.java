package org.refers.training.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.refers.model.workspace.RadiographEntry;
import org.refers.model.workspace.Split;
import org.refers.model.workspace.WorkspaceException;
import org.refers.training.data.LabelledRadiograph;
import org.refers.training.data.PictureSet;
import org.refers.training.data.Subset;
import org.refers.training.run.RunRecord.ManifestRow;

/**
 * The labelled radiographs of a task on the three sides.
 *
 * @param training the share that is learned from
 * @param validation for early stop and operating points; never drawn from
 * @param test touched once, at the end
 */
record LabelledSides(List<LabelledRadiograph> training, List<LabelledRadiograph> validation,
        List<LabelledRadiograph> test) {

    static LabelledSides read(RunContext context, Recipe recipe, List<String> findings, double ratio)
            throws WorkspaceException {
        boolean frontal = recipe.text(RecipeKey.VIEWS).equals("frontal");
        List<LabelledRadiograph> all = LabelledRadiograph.of(context.workspace().studies(Split.TRAIN), findings,
                frontal);
        LabelledSides sides = new LabelledSides(
                Subset.take(all, LabelledRadiograph::patientId, ratio, recipe.whole(RecipeKey.SEED)),
                LabelledRadiograph.of(context.workspace().studies(Split.VALIDATION), findings, frontal),
                LabelledRadiograph.of(context.workspace().studies(Split.TEST), findings, frontal));
        context.journal().notice("%d of %d labelled training radiographs, %d for validation, %d for test%s.".formatted(
                sides.training.size(), all.size(), sides.validation.size(), sides.test.size(),
                frontal ? ", frontal projections alone" : ", projections of every view"));
        return sides;
    }

    void requireUsable() throws TrainingException {
        if (training.isEmpty() || test.isEmpty()) {
            throw TrainingException.input(
                    "The task has %d labelled training and %d labelled test radiographs; it needs some of both. Views: --set views=all also takes lateral ones."
                            .formatted(training.size(), test.size()));
        }
    }

    List<RadiographEntry> radiographs() {
        List<RadiographEntry> radiographs = new ArrayList<>();
        for (List<LabelledRadiograph> side : List.of(training, validation, test)) {
            side.forEach(item -> radiographs.add(item.radiograph()));
        }
        return radiographs;
    }

    /** The same without the radiographs that could not be decoded. */
    LabelledSides readable(PictureSet pictures) throws TrainingException {
        LabelledSides readable = new LabelledSides(readable(training, pictures), readable(validation, pictures),
                readable(test, pictures));
        readable.requireUsable();
        return readable;
    }

    private static List<LabelledRadiograph> readable(List<LabelledRadiograph> items, PictureSet pictures) {
        return items.stream().filter(item -> pictures.has(item.radiograph().id())).toList();
    }

    List<ManifestRow> manifest() {
        List<ManifestRow> rows = new ArrayList<>();
        rows.addAll(rows(training, Split.TRAIN, "train"));
        rows.addAll(rows(validation, Split.VALIDATION, "validation"));
        rows.addAll(rows(test, Split.TEST, "test"));
        return rows;
    }

    private static List<ManifestRow> rows(List<LabelledRadiograph> items, Split split, String use) {
        return items.stream().map(item -> new ManifestRow(item.radiograph().id(), item.studyId(), item.patientId(),
                item.radiograph().sha256(), split.name().toLowerCase(Locale.ROOT), use)).toList();
    }
}
