package org.refers.app.experiment;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.refers.app.experiment.ExperimentPlan.Comparison;
import org.refers.app.experiment.ExperimentPlan.Finetuning;
import org.refers.app.experiment.ExperimentPlan.Grid;
import org.refers.app.experiment.ExperimentPlan.Start;
import org.refers.app.experiment.ExperimentTable.Reached;
import org.refers.app.experiment.ExperimentTable.Row;
import org.refers.app.experiment.PlannedRun.Cell;
import org.refers.model.network.Preset;
import org.refers.model.network.Size;
import org.refers.training.run.Architecture;
import org.refers.training.run.Recipe.Purpose;
import org.refers.training.run.RecipeFiles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

/** Which method a row is held against, and what it is then said to differ by. */
class ExperimentTableTest {

    private static ExperimentPlan plan(Optional<String> baseline) {
        LinkedHashMap<String, Start> methods = new LinkedHashMap<>();
        List.of("a", "b", "c").forEach(name -> methods.put(name, new Start.Random()));
        return new ExperimentPlan(Path.of("w"), Path.of("f"), methods,
                new Grid(List.of("findings"), List.of(0.1), List.of(1L, 2L, 3L)),
                new Finetuning(new Architecture(Preset.PAPER, Size.TINY),
                        new RecipeFiles().find("demo", Purpose.FINETUNE)),
                new Comparison(baseline, false));
    }

    private static Reached reached(String method, long seed, double auroc) {
        return new Reached(method, new Cell("findings", 0.1, seed), auroc, 20, 50);
    }

    private static final List<Reached> REACHED = List.of(reached("a", 1, 0.4), reached("a", 2, 0.5),
            reached("a", 3, 0.6), reached("b", 1, 0.7), reached("b", 2, 0.8), reached("b", 3, 0.9));

    @Test
    void aRowIsHeldAgainstTheBestOther() {
        List<Row> rows = new ExperimentTable(plan(Optional.empty()), REACHED).rows();

        Row first = rows.getFirst();
        assertEquals(0.5, first.auroc(), 1e-12);
        assertEquals(0.1, first.sd(), 1e-12);
        assertEquals("b", first.against());
        assertEquals(-0.3, first.difference(), 1e-12);
        assertEquals(0.021311641128756, first.p(), 1e-9);
        assertEquals("a", rows.get(1).against());
        assertNull(rows.get(2).auroc(), "nothing was run");
        assertNull(rows.get(2).against());
    }

    @Test
    void aBaselineIsHeldAgainstNothing() {
        List<Row> rows = new ExperimentTable(plan(Optional.of("a")), REACHED).rows();

        assertNull(rows.getFirst().against());
        assertEquals("a", rows.get(1).against());
        assertEquals(0.3, rows.get(1).difference(), 1e-12);
    }

    @Test
    void oneRunHasNoSpreadAndNoTest() {
        List<Row> rows = new ExperimentTable(plan(Optional.empty()), List.of(REACHED.getFirst(), REACHED.get(3)))
                .rows();

        assertEquals(0.3, rows.get(1).difference(), 1e-12);
        assertNull(rows.get(1).sd());
        assertNull(rows.get(1).p());
    }
}
