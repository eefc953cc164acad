package org.refers.training.run;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.refers.model.text.Counted;
import org.refers.model.workspace.Split;
import org.refers.model.workspace.StudyIndex;
import org.refers.model.workspace.WorkspaceException;
import org.refers.training.data.PictureSet;
import org.refers.training.data.RadiographList;
import org.refers.training.data.RadiographList.Part;
import org.refers.training.data.ReportedStudies;
import org.refers.training.data.WordMask;
import org.refers.training.run.RunRecord.ManifestRow;

/**
 * The studies of a workspace that pre-training can use.
 *
 * @param training what is learned from
 * @param validation what is looked at on the way
 */
record PretrainStudies(ReportedStudies training, ReportedStudies validation) {

    /** Reads both sides; those that are left out are told. */
    static PretrainStudies read(RunContext context, Recipe recipe) throws WorkspaceException {
        int words = recipe.count(RecipeKey.MIN_REPORT_TOKENS);
        String stems = recipe.text(RecipeKey.MASK_WORDS);
        WordMask mask = new WordMask(stems.equals("none") ? List.of() : List.of(stems.split(",")));
        ReportedStudies.Sides sides = ReportedStudies.read(context.workspace(), mask, Math.max(1, words));
        return new PretrainStudies(usable(sides.training(), Split.TRAIN, words, context),
                usable(sides.validation(), Split.VALIDATION, words, context)
                        .first(recipe.whole(RecipeKey.VALIDATION_STUDIES)));
    }

    private static ReportedStudies usable(ReportedStudies.Side side, Split split, int words, RunContext context) {
        if (side.usable().size() < side.all()) {
            context.journal()
                    .notice("%d of %d %s left out: no radiograph, or a report of fewer than %s."
                            .formatted(side.all() - side.usable().size(), side.all(),
                                    split.name().toLowerCase(Locale.ROOT) + " "
                                            + (side.all() == 1 ? "study is" : "studies are"),
                                    Counted.of(words, "word")));
        }
        return side.usable();
    }

    /** The radiographs of both sides. */
    RadiographList radiographs(RunContext context) throws WorkspaceException {
        return RadiographList.of(context.workspace(),
                List.of(Part.all(training.index()), Part.all(validation.index())));
    }

    /** The studies of which a picture can be read. */
    PretrainStudies readable(PictureSet pictures) throws IOException {
        return new PretrainStudies(training.readable(pictures), validation.readable(pictures));
    }

    /** What the run learns from, row by row. */
    Iterable<ManifestRow> manifest(PictureSet pictures) {
        return () -> Stream.concat(rows(training.index(), Split.TRAIN, pictures),
                rows(validation.index(), Split.VALIDATION, pictures)).iterator();
    }

    private static Stream<ManifestRow> rows(StudyIndex index, Split split, PictureSet pictures) {
        return IntStream.range(0, index.radiographs())
                .mapToObj(radiograph -> ManifestRow.of(index, radiograph, split, pictures));
    }
}
