package org.refers.app.study;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.refers.app.error.ErrorReporter;
import org.refers.app.error.FaultLog;
import org.refers.app.task.CurrentThreadTasks;
import org.refers.app.task.EventRelay;
import org.refers.model.finding.MapKind;
import org.refers.model.study.ViewPosition;
import org.refers.model.workspace.RadiographEntry;
import org.refers.training.explain.MapSanity;
import org.refers.viewer.text.Texts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class SanityViewModelTest {

    private static final RadiographEntry RADIOGRAPH = new RadiographEntry("r1", Path.of("r1.png"), ViewPosition.PA,
            "DX", 512, 512, "00", Map.of(), List.of());

    private final ErrorReporter errors = new ErrorReporter(new FaultLog(Path.of("target/unused.log")),
            Texts.english(), new CurrentThreadTasks(), new EventRelay<>(Runnable::run, batch -> {
            }));
    private final ScriptedStudyEngine engine = new ScriptedStudyEngine(0.9);
    private final ExplanationViewModel explanation = new ExplanationViewModel(engine, new CurrentThreadTasks(), errors);
    private final SanityViewModel sanity = new SanityViewModel(engine, explanation, new CurrentThreadTasks(), errors);

    @Test
    void withoutAMapNothingIsTested() {
        sanity.start();
        assertEquals(SanityViewModel.State.NONE, sanity.stateProperty().get());
    }

    @Test
    void theMapThatIsShownIsTestedAndForgottenWithIt() {
        explanation.show(Optional.of(RADIOGRAPH));
        explanation.setModels(List.of(new ModelEntry("tuned", Path.of("tuned"), List.of("mass"), true)));
        explanation.kindProperty().set(Optional.of(MapKind.GRADCAM));
        List<Double> shares = new ArrayList<>();
        sanity.stateProperty().subscribe(now -> shares.add(now.share()));
        sanity.start();

        MapSanity found = sanity.stateProperty().get().result().orElseThrow();
        assertEquals(MapKind.GRADCAM, found.kind());
        assertEquals(MapSanity.Verdict.DESTROYED, found.verdict());
        assertTrue(shares.containsAll(List.of(0.25, 0.5, 0.75, 1.0)), shares.toString());
        SanityWords words = new SanityWords(Texts.english());
        assertEquals("Passed: random weights destroy this map (|\u03c1| 0.20, below 0.5).", words.verdict(found));
        assertEquals(List.of("Classifier", "and block 2", "and block 1", "and patches (all)"),
                found.steps().stream().map(words::part).toList());

        explanation.findingProperty().set(Optional.empty());
        assertEquals(SanityViewModel.State.NONE, sanity.stateProperty().get());
    }
}
