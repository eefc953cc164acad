package org.refers.training.run;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.refers.model.text.Counted;
import org.refers.training.panel.PanelFolder;
import org.refers.training.panel.PanelFolder.Kind;
import org.refers.training.panel.PanelStep;
import org.refers.training.panel.PanelStudy;
import org.refers.training.store.CheckpointState;

/**
 * A few validation studies that are looked at again and again while a run learns. Looking draws no random number and
 * changes no weight: losses are the same with the panel and without it.
 */
final class StudyPanel {

    private static final double NANOS = 1e9;
    /** Looks a run, where the recipe leaves it open: as many as one steps through. */
    private static final long LOOKS = 40;

    private final PanelFolder folder;
    private final Optional<Look> look;
    private final long every;
    private final LongSupplier clock;
    private long nanos;

    /**
     * What the network says of the panel.
     *
     * @param studies how many
     * @param now computes it
     */
    record Look(int studies, Supplier<List<PanelStudy>> now) {
    }

    private StudyPanel(PanelFolder folder, Optional<Look> look, long every, LongSupplier clock) {
        this.folder = folder;
        this.look = look;
        this.every = every;
        this.clock = clock;
    }

    /** The panel of a run that begins or goes on; without a look it stays empty. */
    static StudyPanel of(RunContext context, Recipe recipe, CheckpointState from, Kind kind, Optional<Look> look)
            throws IOException {
        PanelFolder folder = PanelFolder.of(context.folder().path(), kind);
        folder.forgetAfter(from.step());
        return new StudyPanel(folder, look, leastSteps(recipe), context.machine().nanoClock());
    }

    /** Least steps between two looks. */
    static long leastSteps(Recipe recipe) {
        long asked = recipe.whole(RecipeKey.PANEL_EVERY);
        return asked > 0 ? asked : Math.max(1, recipe.whole(RecipeKey.MAX_STEPS) / LOOKS);
    }

    /**
     * Looks, unless the last look was only just.
     *
     * @param step steps done
     * @param last whether the run ends here, which is always worth a look
     */
    void look(long step, boolean last) throws IOException {
        if (look.isEmpty() || !last && !isDue(step)) {
            return;
        }
        long begun = clock.getAsLong();
        folder.write(new PanelStep(step, look.get().now().get()));
        nanos += clock.getAsLong() - begun;
    }

    private boolean isDue(long step) throws IOException {
        List<Long> steps = folder.steps();
        return steps.isEmpty() || step - steps.getLast() >= every || step == steps.getLast();
    }

    /** What it cost, as a sentence; empty without a panel. */
    Optional<String> cost(double seconds) {
        return look.filter(there -> seconds > 0)
                .map(there -> "Looking at the panel of %s took %.1f %% of the time."
                        .formatted(Counted.of(there.studies(), "study", "studies"), 100 * nanos / NANOS / seconds));
    }
}
