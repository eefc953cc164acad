package org.refers.app.training;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.refers.app.training.RunPlan.Kind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** The form of a run becomes a plan, or says why not. */
class RunFormViewModelTest {

    @Test
    void theFormGivesAPlanWithWhatWasSetOnly() {
        RunFormViewModel form = new RunFormViewModel();
        form.suggestName(Set.of("pretrain-2"));
        form.setting("max_steps").set(" 40 ");
        RunPlan plan = form.plan(Path.of("ws"), Path.of("runs"));
        assertEquals(Map.of("max_steps", "40"), plan.settings());
        assertEquals(Path.of("runs/pretrain-1"), plan.run());
        assertEquals("tiny", plan.size());

        form.kindProperty().set(Kind.FINETUNE);
        form.initProperty().set("pretrain-1");
        form.labelRatioProperty().set("10 %");
        RunPlan tuned = form.plan(Path.of("ws"), Path.of("runs"));
        assertEquals(0.1, tuned.finetuning().labelRatio(), 1e-12);
        assertEquals(List.of(Path.of("runs/pretrain-1")), tuned.start().models());
    }

    @Test
    void theFormRefusesWhatCannotBe() {
        RunFormViewModel form = new RunFormViewModel();
        for (String name : List.of("", "  ", "a/b", "..", ".hidden", "a:b")) {
            form.nameProperty().set(name);
            assertThrows(IllegalArgumentException.class, () -> form.plan(Path.of("ws"), Path.of("runs")), name);
        }
        form.nameProperty().set("fine");
        for (String ratio : List.of("0", "101 %", "all", "-5")) {
            form.labelRatioProperty().set(ratio);
            assertThrows(IllegalArgumentException.class, () -> form.plan(Path.of("ws"), Path.of("runs")), ratio);
        }
    }
}
