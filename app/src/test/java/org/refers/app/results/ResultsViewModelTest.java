package org.refers.app.results;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refers.app.error.ErrorReporter;
import org.refers.app.error.FaultLog;
import org.refers.app.error.Notice;
import org.refers.app.results.ClassResult.Case;
import org.refers.app.results.ResultState.Phase;
import org.refers.app.task.CurrentThreadTasks;
import org.refers.app.task.EventRelay;
import org.refers.training.metric.Bootstrap;
import org.refers.training.metric.ConfusionMatrix;
import org.refers.training.metric.Evaluation;
import org.refers.training.metric.OperatingPoint;
import org.refers.training.metric.ScoredLabels;
import org.refers.training.store.Predictions;
import org.refers.viewer.text.Texts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The results behind the window, without a window. */
class ResultsViewModelTest {

    private static final List<String> RADIOGRAPHS = IntStream.range(0, 24).mapToObj(i -> "r" + i).toList();

    @TempDir
    private Path folder;

    private final List<Notice> notices = new ArrayList<>();

    private ResultsViewModel model() {
        CurrentThreadTasks now = new CurrentThreadTasks();
        return new ResultsViewModel(Texts.english(), now, new ErrorReporter(new FaultLog(folder.resolve("refers.log")),
                Texts.english(), now, new EventRelay<>(Runnable::run, notices::addAll)));
    }

    private ResultsViewModel opened(Path run) {
        ResultsViewModel model = model();
        model.setRun(Optional.of(new ResultSubject("one", run, true, true)));
        model.setOpen(true);
        return model;
    }

    private Path run() throws Exception {
        return FinetunedRun.make(folder.resolve("one"), RADIOGRAPHS);
    }

    @Test
    void nothingIsReadBeforeSomebodyLooks() throws Exception {
        ResultsViewModel model = model();
        model.setRun(Optional.of(new ResultSubject("one", run(), true, true)));
        assertEquals(Phase.NO_RUN, model.stateProperty().get().phase());
        model.setOpen(true);
        assertEquals(Phase.SHOWN, model.stateProperty().get().phase());
    }

    /** The window shows what the command prints. */
    @Test
    void figuresAreThoseOfTheEvaluation() throws Exception {
        Path run = run();
        RunResult result = opened(run).stateProperty().get().result().orElseThrow();
        Evaluation evaluation = Evaluation.of(Predictions.read(run.resolve("predictions/test.csv")).scored(),
                Bootstrap.standard());

        assertEquals("test", result.table());
        assertEquals(List.of("test", "validation"), result.tables());
        assertEquals(evaluation.meanAuroc(), result.meanAuroc());
        assertEquals(evaluation.meanAurocInterval(), result.meanInterval());
        assertEquals(List.copyOf(evaluation.findings().values()),
                result.classes().stream().map(ClassResult::figures).toList());
    }

    @Test
    void theOperatingPointComesFromValidationAndItsCountsFromTheTable() throws Exception {
        Path run = run();
        ResultsViewModel model = opened(run);
        ScoredLabels tuned = Predictions.read(run.resolve("predictions/validation.csv")).scored().get("mass");
        ScoredLabels test = Predictions.read(run.resolve("predictions/test.csv")).scored().get("mass");
        double threshold = OperatingPoint.byYouden(tuned.positives(), tuned.scores()).orElseThrow().threshold();
        ClassResult mass = model.stateProperty().get().result().orElseThrow().classes().getFirst();

        assertEquals(new ClassResult.Cut(threshold, true, ConfusionMatrix.at(threshold, test)),
                mass.cut().orElseThrow());
        assertTrue(model.stateProperty().get().result().orElseThrow().classes().getLast().cut().isEmpty(),
                "nodule is absent everywhere");
        model.setTable("validation");
        RunResult shown = model.stateProperty().get().result().orElseThrow();
        assertEquals("validation", shown.table());
        assertEquals(false, shown.classes().getFirst().cut().orElseThrow().fromValidation());
    }

    @Test
    void casesAreTheChosenFindingsByErrorAndByFilter() throws Exception {
        ResultsViewModel model = opened(run());
        assertEquals(List.of(), model.casesProperty().get());
        model.findingProperty().set(Optional.of("mass"));
        model.filterProperty().set(CaseFilter.ALL);
        List<Case> all = model.casesProperty().get();
        assertEquals(12, all.size(), "each second label is known");
        assertEquals(new Case("r0", "p0", true, 0.05, 0.95, Optional.of(ConfusionMatrix.Outcome.FALSE_NEGATIVE)),
                all.getFirst());
        for (int i = 1; i < all.size(); i++) {
            assertTrue(all.get(i - 1).error() >= all.get(i).error());
        }
        ConfusionMatrix matrix = model.chosen().orElseThrow().cut().orElseThrow().matrix();
        model.filterProperty().set(CaseFilter.FALSE_NEGATIVE);
        assertEquals(matrix.falseNegatives(), model.casesProperty().get().size());
        model.filterProperty().set(CaseFilter.FALSE_POSITIVE);
        assertEquals(matrix.falsePositives(), model.casesProperty().get().size());
        model.filterProperty().set(CaseFilter.WRONG);
        assertEquals(matrix.falseNegatives() + matrix.falsePositives(), model.casesProperty().get().size());
    }

    @Test
    void theTableIsKeptAsCsvWithoutPatients() throws Exception {
        Path run = run();
        List<Path> written = new ArrayList<>();
        opened(run).export(written::add);

        assertEquals(List.of(run.resolve("results-test.csv")), written);
        List<String> lines = Files.readAllLines(written.getFirst());
        assertEquals(3, lines.size());
        assertTrue(lines.getFirst().startsWith("finding,positives,negatives,auroc,auroc_low95,"));
        assertTrue(lines.get(1).startsWith("mass,4,8,"));
        assertTrue(lines.get(2).startsWith("nodule,0,24,,,,,,,,,,,,,,,"), lines.get(2));
        int columns = lines.getFirst().split(",", -1).length;
        lines.forEach(line -> assertEquals(columns, line.split(",", -1).length, line));
    }

    @Test
    void eachReasonForNothingIsToldApart() throws Exception {
        Path empty = Files.createDirectories(folder.resolve("empty"));
        ResultsViewModel model = model();
        model.setOpen(true);
        assertEquals(Phase.NO_RUN, model.stateProperty().get().phase());
        model.setRun(Optional.of(new ResultSubject("a", empty, false, true)));
        assertEquals(Phase.PRETRAINING, model.stateProperty().get().phase());
        model.setRun(Optional.of(new ResultSubject("a", empty, true, false)));
        assertEquals(Phase.UNFINISHED, model.stateProperty().get().phase());
        model.setRun(Optional.of(new ResultSubject("a", empty, true, true)));
        assertEquals(Phase.NO_TABLE, model.stateProperty().get().phase());
        assertEquals(List.of(), notices);
    }

    @Test
    void aDamagedTableIsNamed() throws Exception {
        Path run = run();
        Path test = run.resolve("predictions/test.csv");
        Files.writeString(test, Files.readString(test).replace("r0,s0,p0,test,0.05", "r0,s0,p0,test,NaN"));

        assertEquals(Phase.FAILED, opened(run).stateProperty().get().phase());
        assertTrue(notices.getFirst().sentence().contains("test.csv"), notices.getFirst().sentence());
    }
}
