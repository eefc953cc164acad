package org.refers.training.run;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.refers.model.workspace.LabelOrigin;
import org.refers.model.workspace.Split;
import org.refers.model.workspace.Workspace;
import org.refers.model.workspace.WorkspaceException;
import org.refers.training.data.LabelledSide;
import org.refers.training.data.PictureSet;
import org.refers.training.data.RadiographList;
import org.refers.training.data.UncertainLabels;
import org.refers.training.run.RunRecord.ManifestRow;

/**
 * The labelled radiographs of a task on the three sides.
 *
 * @param training the share that is learned from
 * @param validation for early stop and operating points; never drawn from
 * @param test touched once, at the end
 */
record LabelledSides(LabelledSide training, LabelledSide validation, LabelledSide test) {

    static LabelledSides read(RunContext context, Recipe recipe, List<String> findings, double ratio)
            throws WorkspaceException {
        boolean frontal = recipe.text(RecipeKey.VIEWS).equals("frontal");
        LabelledSide read = LabelledSide.readAll(context.workspace(), findings, origin(recipe), frontal);
        UncertainLabels uncertain = uncertain(recipe);
        LabelledSide all = read.on(Split.TRAIN, uncertain);
        LabelledSides sides = new LabelledSides(all.share(ratio, recipe.whole(RecipeKey.SEED)),
                read.on(Split.VALIDATION), read.on(Split.TEST));
        context.journal().notice("%d of %d labelled training radiographs, %d for validation, %d for test%s.".formatted(
                sides.training.size(), all.size(), sides.validation.size(), sides.test.size(),
                frontal ? ", frontal projections alone" : ", projections of every view"));
        sides.tellUncertain(context, uncertain);
        return sides;
    }

    /** Whose labels a run learns. */
    static LabelOrigin origin(Recipe recipe) {
        return LabelOrigin.valueOf(recipe.text(RecipeKey.LABELS_FROM).toUpperCase(Locale.ROOT));
    }

    static UncertainLabels uncertain(Recipe recipe) {
        return UncertainLabels.valueOf(recipe.text(RecipeKey.UNCERTAIN).toUpperCase(Locale.ROOT));
    }

    private void tellUncertain(RunContext context, UncertainLabels uncertain) {
        int learned = training.uncertain();
        int tested = validation.uncertain() + test.uncertain();
        if (learned + tested > 0) {
            context.journal().notice(
                    "Uncertain labels: %d in training, which %s (uncertain=%s); %d in validation and test, which no metric counts."
                            .formatted(learned, switch (uncertain) {
                                case IGNORE -> "give no loss";
                                case ONES -> "are learned as present";
                                case ZEROS -> "are learned as absent";
                            }, uncertain.name().toLowerCase(Locale.ROOT), tested));
        }
    }

    void requireUsable() throws TrainingException {
        if (training.isEmpty() || test.isEmpty()) {
            throw TrainingException.input(
                    "The task has %d labelled training and %d labelled test radiographs; it needs some of both. The recipe's views=all also takes lateral ones."
                            .formatted(training.size(), test.size()));
        }
    }

    RadiographList radiographs(Workspace workspace) {
        return RadiographList.of(workspace, List.of(training.part(), validation.part(), test.part()));
    }

    /** The same without the radiographs that could not be decoded. */
    LabelledSides readable(PictureSet pictures) throws TrainingException {
        LabelledSides readable = new LabelledSides(training.readable(pictures), validation.readable(pictures),
                test.readable(pictures));
        readable.requireUsable();
        return readable;
    }

    Iterable<ManifestRow> manifest(PictureSet pictures) {
        return () -> Stream.of(rows(training, Split.TRAIN, pictures), rows(validation, Split.VALIDATION, pictures),
                rows(test, Split.TEST, pictures)).flatMap(rows -> rows).iterator();
    }

    private static Stream<ManifestRow> rows(LabelledSide side, Split split, PictureSet pictures) {
        RadiographList.Part part = side.part();
        return Arrays.stream(part.radiographs())
                .mapToObj(radiograph -> ManifestRow.of(part.index(), radiograph, split, pictures));
    }
}
