package org.refers.app.training;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.refers.app.error.NoticeBoard;
import org.refers.viewer.text.Texts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.refers.app.training.TrainingScript.PLAN;
import static org.refers.app.training.TrainingScript.entry;

/** What is done to a run of the list: thrown away, given back, cloned. */
class RunActionsTest {

    private final TrainingScript script = new TrainingScript();
    private final TrainingScript.Recorded engine = script.engine;
    private final TrainingViewModel model = script.model;
    private final NoticeBoard board = script.board;

    private RunActions actions(List<String> asked) {
        RunActions actions = new RunActions(Texts.english(), engine, model, script.tasks, script.errors);
        actions.onAsk((title, words, yes, action) -> {
            asked.add(words);
            action.run();
        });
        return actions;
    }

    @Test
    void aRunIsThrownAwayAfterAQuestionAndGivenBack() {
        model.setFolder(Optional.of(Path.of("runs")));
        List<String> asked = new ArrayList<>();
        RunActions actions = actions(asked);
        RunEntry run = model.runs().getFirst();
        model.comparison().set(run, true);
        engine.listed = Optional.of(List.of());
        List<String> looks = new ArrayList<>();
        model.onModels(() -> looks.add("models"));
        actions.discard(run);
        assertEquals(1, looks.size(), "its model is gone too");
        assertTrue(asked.getFirst().startsWith("one takes 12.3 MB"), asked::toString);
        assertEquals(List.of(Path.of("runs/one")), engine.bin.gone);
        assertFalse(model.comparison().has(run));
        assertEquals(1, actions.discardedProperty().get().size());

        engine.listed = Optional.empty();
        actions.restore(actions.discardedProperty().get().getFirst());
        assertEquals(List.of(), actions.discardedProperty().get());
        assertEquals(2, looks.size());
        engine.bin.gone.add(Path.of("runs/two"));
        actions.empty();
        assertEquals(List.of(), engine.bin.gone);
        assertEquals(2, asked.size());
    }

    @Test
    void aRunThatGoesOnIsNeverThrownAway() {
        model.setFolder(Optional.of(Path.of("runs")));
        List<String> asked = new ArrayList<>();
        for (RunEntry.State state : List.of(RunEntry.State.RUNNING, RunEntry.State.FOUND, RunEntry.State.QUEUED)) {
            actions(asked).discard(entry("one", state, 0));
        }
        assertEquals(List.of(), asked);
        assertEquals("one goes on or waits; stop it first.", board.notices().getFirst().sentence());
        engine.bin.fault = Optional.of(new IllegalArgumentException("runs/one holds no run any more"));
        actions(asked).discard(entry("one", RunEntry.State.FINISHED, 0));
        assertEquals(List.of(), asked);
        assertTrue(board.notices().getLast().sentence().startsWith("The run was not deleted: runs/one holds no run"));
    }

    @Test
    void aCloneWhoseModelIsLostSaysSo() {
        List<RunPlan> cloned = new ArrayList<>();
        RunActions actions = actions(new ArrayList<>());
        actions.onClone(cloned::add);
        actions.cloneRun(entry("one", RunEntry.State.FINISHED, 0));
        assertEquals(List.of(PLAN), cloned);
        assertTrue(board.notices().getFirst().sentence().startsWith("one began with a model that is not among"));
    }
}
