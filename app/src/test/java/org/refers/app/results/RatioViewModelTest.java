package org.refers.app.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refers.app.error.ErrorReporter;
import org.refers.app.error.FaultLog;
import org.refers.app.error.Notice;
import org.refers.app.task.CurrentThreadTasks;
import org.refers.app.task.EventRelay;
import org.refers.training.metric.Bootstrap;
import org.refers.training.metric.Evaluation;
import org.refers.training.store.Predictions;
import org.refers.viewer.chart.RatioSeries;
import org.refers.viewer.text.Texts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The curve over label ratios behind the window, without a window. */
class RatioViewModelTest {

    private static final List<String> RADIOGRAPHS = IntStream.range(0, 24).mapToObj(i -> "r" + i).toList();

    @TempDir
    private Path folder;

    private final List<Notice> notices = new ArrayList<>();
    private RatioViewModel model;

    @BeforeEach
    void makeModel() {
        CurrentThreadTasks now = new CurrentThreadTasks();
        model = new RatioViewModel(Texts.english(), now, new ErrorReporter(new FaultLog(folder.resolve("refers.log")),
                Texts.english(), now, new EventRelay<>(Runnable::run, notices::addAll)));
    }

    private Path run(String name, String task, String init, double ratio, int steps) throws IOException {
        Path run = FinetunedRun.make(folder.resolve("runs").resolve(name), RADIOGRAPHS);
        Files.writeString(run.resolve("config.yaml"), """
                format: 1
                kind: "finetune"
                preset: "paper"
                size: "tiny"
                task: "%s"
                init: "%s"
                %slabel_ratio: "%s"
                recipe:
                  max_steps:
                    value: "%d"
                """.formatted(task, init.equals("random") ? "random" : "model",
                init.equals("random") ? "" : "init_sha256: \"" + init + "\"\n", ratio, steps));
        return run;
    }

    private static List<String> names(List<RatioSeries> series) {
        return series.stream().map(RatioSeries::name).toList();
    }

    @Test
    void pointsAreTheEvaluationsOfTheRunsOfOneTask() throws Exception {
        Path first = run("a", "findings", "abcdef123", 0.1, 300);
        run("b", "findings", "abcdef123", 1, 300);
        run("c", "findings", "random", 0.1, 300);
        run("other", "pneumonia", "random", 0.1, 300);
        Files.createDirectories(folder.resolve("runs/stranger"));
        model.setRun(Optional.of(first));
        assertEquals(RatioState.NONE, model.stateProperty().get(), "nothing is read before somebody looks");
        List<String> heard = new ArrayList<>();
        model.wordsProperty().addListener((property, before, now) -> heard.add(now));
        model.setOpen(true);
        assertEquals("Computing intervals of the runs", heard.getFirst());
        assertEquals("Computing intervals of the runs: 4 of 4", heard.getLast());

        List<RatioSeries> mean = model.series(Optional.empty());
        assertEquals(List.of("Pre-trained", "Random start"), names(mean));
        assertEquals(List.of(List.of("a", "b"), List.of("c")),
                mean.stream().map(one -> one.points().stream().map(RatioSeries.Point::run).toList()).toList());
        Evaluation evaluation = Evaluation.of(Predictions.read(first.resolve("predictions/test.csv")).scored(),
                Bootstrap.standard());
        RatioSeries.Point point = mean.getFirst().points().getFirst();
        assertEquals(evaluation.meanAuroc().orElseThrow(), point.value());
        assertEquals(evaluation.meanAurocInterval().orElseThrow().low(), point.low());
        assertEquals(0.1, point.ratio());
        assertEquals(List.of("mass"), model.stateProperty().get().findings(), "nodule has one sign only");
        assertEquals(evaluation.findings().get("mass").auroc().orElseThrow(),
                model.series(Optional.of("mass")).getFirst().points().getFirst().value());
        assertTrue(model.series(Optional.of("nodule")).isEmpty());
    }

    @Test
    void namesTellWhatDiffers() throws Exception {
        Path run = run("a", "findings", "abcdef123", 0.1, 300);
        run("b", "findings", "abcdef123", 0.1, 900);
        run("c", "findings", "fedcba987", 1, 300);
        model.setRun(Optional.of(run));
        model.setOpen(true);
        assertEquals(List.of("Pre-trained (abcdef), 300 steps", "Pre-trained (abcdef), 900 steps",
                "Pre-trained (fedcba), 300 steps"), names(model.series(Optional.empty())));
    }

    /** As the demo does: a hundredth of the labels is learned in fewer steps. */
    @Test
    void stepsThatGoWithTheRatioAreMarkedOnOneLine() throws Exception {
        Path run = run("a", "findings", "abcdef123", 0.01, 40);
        run("b", "findings", "abcdef123", 0.1, 200);
        run("c", "findings", "random", 0.1, 200);
        model.setRun(Optional.of(run));
        model.setOpen(true);
        List<RatioSeries> series = model.series(Optional.empty());
        assertEquals(List.of("Pre-trained, 40 to 200 steps", "Random start, 200 steps"), names(series));
        assertEquals(List.of(40L, 200L),
                series.getFirst().points().stream().map(RatioSeries.Point::maxSteps).toList());
    }

    @Test
    void aTableThatChangedIsReadAgainAndADamagedOneIsNamed() throws Exception {
        Path run = run("a", "findings", "random", 0.1, 300);
        model.setRun(Optional.of(run));
        model.setOpen(true);
        model.setOpen(false);
        Path table = run.resolve("predictions/test.csv");
        Files.writeString(table, Files.readString(table) + "\nbroken");
        Files.setLastModifiedTime(table, FileTime.fromMillis(5));
        model.setOpen(true);
        assertTrue(notices.getLast().sentence().contains("test.csv"), notices::toString);
        assertTrue(model.series(Optional.empty()).isEmpty());
    }
}
